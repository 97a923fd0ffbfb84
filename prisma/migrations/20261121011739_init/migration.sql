-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "role" AS ENUM ('ADMIN', 'OPERATOR', 'DISTRIBUTOR');

-- CreateEnum
CREATE TYPE "code_type" AS ENUM ('DIRECT');

-- CreateEnum
CREATE TYPE "invite_status" AS ENUM ('PENDING', 'SUCCESS', 'FAILED');

-- CreateEnum
CREATE TYPE "invite_end_reason" AS ENUM ('FAILED', 'EXPIRED', 'WITHDRAWN', 'REMOVED');

-- CreateEnum
CREATE TYPE "member_status" AS ENUM ('ACTIVE', 'REMOVING', 'REMOVED', 'EXPIRED');

-- CreateEnum
CREATE TYPE "order_type" AS ENUM ('CODES', 'GOODS', 'MANUFACTURING', 'RENTAL');

-- CreateEnum
CREATE TYPE "order_status" AS ENUM ('PENDING', 'CONFIRMED', 'SHIPPED', 'DELIVERED', 'COMPLETED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "order_payment_status" AS ENUM ('UNPAID', 'PAID', 'PARTIALLY_REFUNDED', 'REFUNDED');

-- CreateEnum
CREATE TYPE "fulfillment_status" AS ENUM ('PENDING', 'PROCESSING', 'COMPLETED', 'FAILED');

-- CreateEnum
CREATE TYPE "payment_purpose" AS ENUM ('ORDER', 'SURCHARGE', 'EXCESS');

-- CreateEnum
CREATE TYPE "payment_status" AS ENUM ('PENDING', 'COMPLETED', 'FAILED', 'TIMEOUT', 'REFUNDING', 'REFUNDED');

-- CreateEnum
CREATE TYPE "refund_kind" AS ENUM ('ORDER', 'DEPOSIT', 'LATE', 'EXCESS');

-- CreateEnum
CREATE TYPE "refund_status" AS ENUM ('REQUESTED', 'AWAITING_APPROVAL', 'PROCESSING', 'SUCCEEDED', 'FAILED', 'REJECTED');

-- CreateEnum
CREATE TYPE "event_verdict" AS ENUM ('VERIFIED', 'BAD_SIGNATURE', 'BAD_TIMESTAMP', 'BAD_BODY');

-- CreateEnum
CREATE TYPE "event_outcome" AS ENUM ('SETTLED', 'FAILED', 'NO_CHANGE', 'UNMATCHED', 'MISMATCH', 'LATE', 'EXCESS', 'IGNORED');

-- CreateTable
CREATE TABLE "users" (
    "id" SERIAL NOT NULL,
    "email" VARCHAR(254) NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "password_hash" VARCHAR(200) NOT NULL,
    "role" "role" NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" SERIAL NOT NULL,
    "user_id" INTEGER NOT NULL,
    "name" VARCHAR(80) NOT NULL,
    "prefix" VARCHAR(16) NOT NULL,
    "hash" CHAR(64) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plans" (
    "id" SERIAL NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "price" DECIMAL(14,2) NOT NULL,
    "currency" CHAR(3) NOT NULL DEFAULT 'CNY',
    "code_count" INTEGER NOT NULL,
    "code_max_uses" INTEGER NOT NULL,
    "expires_days" INTEGER,
    "validity_days" INTEGER,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "plans_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "redeem_codes" (
    "id" SERIAL NOT NULL,
    "code" VARCHAR(40) NOT NULL,
    "order_id" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "created_by" INTEGER NOT NULL,
    "code_type" "code_type" NOT NULL DEFAULT 'DIRECT',
    "max_uses" INTEGER NOT NULL,
    "used_count" INTEGER NOT NULL DEFAULT 0,
    "expires_at" TIMESTAMPTZ(3),
    "validity_days" INTEGER,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "note" VARCHAR(200) NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "redeem_codes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customers" (
    "id" SERIAL NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "contact" VARCHAR(200),
    "address" VARCHAR(300),
    "lat" DECIMAL(9,6),
    "lng" DECIMAL(9,6),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "distributors" (
    "user_id" INTEGER NOT NULL,
    "unit_price" DECIMAL(14,2) NOT NULL DEFAULT 0,
    "currency" CHAR(3) NOT NULL DEFAULT 'CNY',
    "slug" VARCHAR(60) NOT NULL,
    "logo" BYTEA,
    "logo_type" VARCHAR(40),
    "welcome_text" VARCHAR(500),
    "brand_color" CHAR(7),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "distributors_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "distributor_days" (
    "distributor_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "sent" INTEGER NOT NULL DEFAULT 0,
    "accepted" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "distributor_days_pkey" PRIMARY KEY ("distributor_id","day")
);

-- CreateTable
CREATE TABLE "code_counters" (
    "order_id" INTEGER NOT NULL,
    "distributor_id" INTEGER NOT NULL,
    "plan_id" INTEGER NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "total" INTEGER NOT NULL DEFAULT 0,
    "inactive" INTEGER NOT NULL DEFAULT 0,
    "depleted" INTEGER NOT NULL DEFAULT 0,
    "used_sum" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "code_counters_pkey" PRIMARY KEY ("order_id")
);

-- CreateTable
CREATE TABLE "audit_log" (
    "id" BIGSERIAL NOT NULL,
    "actor" VARCHAR(120) NOT NULL,
    "as_system" VARCHAR(80),
    "user_id" INTEGER,
    "action" VARCHAR(80) NOT NULL,
    "entity" VARCHAR(40) NOT NULL,
    "entity_id" VARCHAR(80) NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "request_id" VARCHAR(80) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "actor" VARCHAR(120) NOT NULL,
    "key" VARCHAR(200) NOT NULL,
    "verb" VARCHAR(80) NOT NULL,
    "input_hash" CHAR(64) NOT NULL,
    "answer" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("actor","key")
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "job_stats" (
    "task" VARCHAR(80) NOT NULL,
    "day" DATE NOT NULL,
    "succeeded" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "retried" INTEGER NOT NULL DEFAULT 0,
    "total_ms" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "job_stats_pkey" PRIMARY KEY ("task","day")
);

-- CreateTable
CREATE TABLE "leases" (
    "key" VARCHAR(80) NOT NULL,
    "last_run_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "leases_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "alerts" (
    "id" SERIAL NOT NULL,
    "rule" VARCHAR(80) NOT NULL,
    "key" VARCHAR(120) NOT NULL,
    "facts" JSONB NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by" INTEGER,

    CONSTRAINT "alerts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "settings" (
    "key" VARCHAR(80) NOT NULL,
    "value" JSONB NOT NULL,
    "updated_by" INTEGER,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "settings_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "mails" (
    "id" SERIAL NOT NULL,
    "recipient" VARCHAR(254) NOT NULL,
    "subject" VARCHAR(300) NOT NULL,
    "body" TEXT NOT NULL,
    "key" VARCHAR(120) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mails_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "teams" (
    "id" SERIAL NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "account_id" VARCHAR(120) NOT NULL,
    "capacity" INTEGER NOT NULL,
    "seats_taken" INTEGER NOT NULL DEFAULT 0,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "teams_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invite_records" (
    "id" SERIAL NOT NULL,
    "redeem_code_id" INTEGER NOT NULL,
    "distributor_id" INTEGER NOT NULL,
    "email" VARCHAR(254) NOT NULL,
    "team_id" INTEGER NOT NULL,
    "status" "invite_status" NOT NULL DEFAULT 'PENDING',
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "accepted_at" TIMESTAMPTZ(3),
    "token_nonce" INTEGER NOT NULL DEFAULT 1,
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" "invite_end_reason",
    "use_returned_at" TIMESTAMPTZ(3),
    "unit_price_snapshot" DECIMAL(14,2),
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invite_records_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team_members" (
    "id" SERIAL NOT NULL,
    "team_id" INTEGER NOT NULL,
    "email" VARCHAR(254) NOT NULL,
    "external_user_id" VARCHAR(120),
    "invite_record_id" INTEGER NOT NULL,
    "status" "member_status" NOT NULL DEFAULT 'ACTIVE',
    "valid_until" TIMESTAMPTZ(3),
    "removed_at" TIMESTAMPTZ(3),
    "removed_by" INTEGER,
    "removed_reason" VARCHAR(500),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "team_members_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "orders" (
    "id" SERIAL NOT NULL,
    "order_no" VARCHAR(50) NOT NULL,
    "type" "order_type" NOT NULL,
    "status" "order_status" NOT NULL DEFAULT 'PENDING',
    "payment_status" "order_payment_status" NOT NULL DEFAULT 'UNPAID',
    "fulfillment_status" "fulfillment_status" NOT NULL DEFAULT 'PENDING',
    "customer_id" INTEGER,
    "buyer_user_id" INTEGER,
    "created_by" INTEGER NOT NULL,
    "plan_id" INTEGER,
    "quantity" INTEGER,
    "total_amount" DECIMAL(14,2) NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "expected_count" INTEGER NOT NULL DEFAULT 0,
    "delivered_count" INTEGER NOT NULL DEFAULT 0,
    "fulfillment_error" TEXT,
    "fulfillment_attempts" INTEGER NOT NULL DEFAULT 0,
    "code_max_uses" INTEGER,
    "code_expires_days" INTEGER,
    "code_validity_days" INTEGER,
    "codes_expire_at" TIMESTAMPTZ(3),
    "needs_delivery" BOOLEAN NOT NULL DEFAULT false,
    "expires_at" TIMESTAMPTZ(3),
    "cancel_reason" VARCHAR(500),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "paid_at" TIMESTAMPTZ(3),
    "confirmed_at" TIMESTAMPTZ(3),
    "shipped_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_tracking" (
    "id" BIGSERIAL NOT NULL,
    "order_id" INTEGER NOT NULL,
    "status" "order_status",
    "location" VARCHAR(200),
    "description" TEXT,
    "actor" VARCHAR(120) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "order_tracking_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payments" (
    "id" SERIAL NOT NULL,
    "order_id" INTEGER NOT NULL,
    "purpose" "payment_purpose" NOT NULL DEFAULT 'ORDER',
    "provider" VARCHAR(40) NOT NULL,
    "method" VARCHAR(40) NOT NULL,
    "amount" DECIMAL(14,2) NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "status" "payment_status" NOT NULL DEFAULT 'PENDING',
    "idempotency_key" VARCHAR(80) NOT NULL,
    "reference" VARCHAR(64) NOT NULL,
    "transaction_id" VARCHAR(200),
    "error_code" VARCHAR(80),
    "error_message" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "payments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refunds" (
    "id" SERIAL NOT NULL,
    "payment_id" INTEGER NOT NULL,
    "amount" DECIMAL(14,2) NOT NULL,
    "kind" "refund_kind" NOT NULL,
    "reason" VARCHAR(500) NOT NULL,
    "status" "refund_status" NOT NULL DEFAULT 'REQUESTED',
    "idempotency_key" VARCHAR(80) NOT NULL,
    "requested_by" INTEGER,
    "approved_by" INTEGER,
    "provider_refund_id" VARCHAR(200),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "refunds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_events" (
    "id" BIGSERIAL NOT NULL,
    "provider" VARCHAR(40) NOT NULL,
    "event_id" VARCHAR(200),
    "raw_body" BYTEA NOT NULL,
    "verdict" "event_verdict" NOT NULL,
    "outcome" "event_outcome",
    "order_id" INTEGER,
    "payment_id" INTEGER,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "processed_at" TIMESTAMPTZ(3),
    "retry_at" TIMESTAMPTZ(3),

    CONSTRAINT "payment_events_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_hash_key" ON "api_keys"("hash");

-- CreateIndex
CREATE INDEX "api_keys_user_id_idx" ON "api_keys"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "redeem_codes_code_key" ON "redeem_codes"("code");

-- CreateIndex
CREATE INDEX "redeem_codes_created_by_id_idx" ON "redeem_codes"("created_by", "id" DESC);

-- CreateIndex
CREATE INDEX "redeem_codes_depleted" ON "redeem_codes"("order_id", "seq") WHERE (is_active AND used_count >= max_uses);

-- CreateIndex
CREATE INDEX "redeem_codes_inactive" ON "redeem_codes"("order_id", "seq") WHERE (NOT is_active);

-- CreateIndex
CREATE UNIQUE INDEX "redeem_codes_order_id_seq_key" ON "redeem_codes"("order_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "distributors_slug_key" ON "distributors"("slug");

-- CreateIndex
CREATE INDEX "code_counters_distributor_id_idx" ON "code_counters"("distributor_id");

-- CreateIndex
CREATE INDEX "code_counters_plan_id_idx" ON "code_counters"("plan_id");

-- CreateIndex
CREATE INDEX "audit_log_entity_entity_id_id_idx" ON "audit_log"("entity", "entity_id", "id");

-- CreateIndex
CREATE INDEX "audit_log_user_id_id_idx" ON "audit_log"("user_id", "id");

-- CreateIndex
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys"("created_at");

-- CreateIndex
CREATE INDEX "rate_limits_expire_idx" ON "rate_limits"("expire");

-- CreateIndex
CREATE INDEX "alerts_resolved_at_id_idx" ON "alerts"("resolved_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "alerts_open_key" ON "alerts"("rule", "key") WHERE (resolved_at IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "mails_key_key" ON "mails"("key");

-- CreateIndex
CREATE UNIQUE INDEX "teams_account_id_key" ON "teams"("account_id");

-- CreateIndex
CREATE INDEX "teams_with_free_seats" ON "teams"("id") WHERE (is_active AND seats_taken < capacity);

-- CreateIndex
CREATE INDEX "invite_records_redeem_code_id_status_created_at_idx" ON "invite_records"("redeem_code_id", "status", "created_at");

-- CreateIndex
CREATE INDEX "invite_records_distributor_id_created_at_idx" ON "invite_records"("distributor_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "invite_records_distributor_id_id_idx" ON "invite_records"("distributor_id", "id" DESC);

-- CreateIndex
CREATE INDEX "invite_records_email_idx" ON "invite_records"("email");

-- CreateIndex
CREATE INDEX "invite_records_open_expiry" ON "invite_records"("expires_at") WHERE (ended_at IS NULL AND accepted_at IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "invite_records_one_use_per_email" ON "invite_records"("redeem_code_id", "email") WHERE (use_returned_at IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "invite_records_one_open_per_team" ON "invite_records"("team_id", "email") WHERE (ended_at IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "team_members_invite_record_id_key" ON "team_members"("invite_record_id");

-- CreateIndex
CREATE INDEX "team_members_validity" ON "team_members"("valid_until") WHERE (status = 'ACTIVE' AND valid_until IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "team_members_live_key" ON "team_members"("team_id", "email") WHERE (status IN ('ACTIVE', 'REMOVING'));

-- CreateIndex
CREATE UNIQUE INDEX "orders_order_no_key" ON "orders"("order_no");

-- CreateIndex
CREATE INDEX "orders_customer_id_created_at_idx" ON "orders"("customer_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "orders_status_created_at_idx" ON "orders"("status", "created_at" DESC);

-- CreateIndex
CREATE INDEX "orders_buyer_user_id_id_idx" ON "orders"("buyer_user_id", "id" DESC);

-- CreateIndex
CREATE INDEX "orders_type_id_idx" ON "orders"("type", "id" DESC);

-- CreateIndex
CREATE INDEX "orders_plan_id_idx" ON "orders"("plan_id");

-- CreateIndex
CREATE INDEX "orders_created_by_idx" ON "orders"("created_by");

-- CreateIndex
CREATE INDEX "orders_unpaid_expiry" ON "orders"("expires_at") WHERE (status = 'PENDING' AND payment_status = 'UNPAID');

-- CreateIndex
CREATE INDEX "orders_issuing" ON "orders"("id") WHERE (fulfillment_status = 'PROCESSING');

-- CreateIndex
CREATE INDEX "orders_issue_failed" ON "orders"("id") WHERE (fulfillment_status = 'FAILED');

-- CreateIndex
CREATE INDEX "order_tracking_order_id_created_at_idx" ON "order_tracking"("order_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "payments_idempotency_key_key" ON "payments"("idempotency_key");

-- CreateIndex
CREATE UNIQUE INDEX "payments_reference_key" ON "payments"("reference");

-- CreateIndex
CREATE INDEX "payments_order_id_idx" ON "payments"("order_id");

-- CreateIndex
CREATE INDEX "payments_open" ON "payments"("created_at") WHERE (status IN ('PENDING', 'TIMEOUT'));

-- CreateIndex
CREATE UNIQUE INDEX "payments_provider_transaction_id_key" ON "payments"("provider", "transaction_id");

-- CreateIndex
CREATE UNIQUE INDEX "payments_one_effective_per_order" ON "payments"("order_id") WHERE (purpose = 'ORDER' AND status IN ('COMPLETED', 'REFUNDING', 'REFUNDED'));

-- CreateIndex
CREATE UNIQUE INDEX "refunds_idempotency_key_key" ON "refunds"("idempotency_key");

-- CreateIndex
CREATE INDEX "refunds_payment_id_idx" ON "refunds"("payment_id");

-- CreateIndex
CREATE INDEX "refunds_status_id_idx" ON "refunds"("status", "id");

-- CreateIndex
CREATE INDEX "payment_events_unprocessed" ON "payment_events"("received_at") WHERE (verdict = 'VERIFIED' AND outcome IS NULL);

-- CreateIndex
CREATE INDEX "payment_events_retry" ON "payment_events"("retry_at") WHERE (outcome = 'UNMATCHED' AND retry_at IS NOT NULL);

-- CreateIndex
CREATE INDEX "payment_events_refused" ON "payment_events"("received_at") WHERE (verdict <> 'VERIFIED');

-- CreateIndex
CREATE INDEX "payment_events_order_id_idx" ON "payment_events"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_events_verified_key" ON "payment_events"("provider", "event_id") WHERE (verdict = 'VERIFIED');

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "redeem_codes" ADD CONSTRAINT "redeem_codes_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "redeem_codes" ADD CONSTRAINT "redeem_codes_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "distributors"("user_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "distributors" ADD CONSTRAINT "distributors_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "distributor_days" ADD CONSTRAINT "distributor_days_distributor_id_fkey" FOREIGN KEY ("distributor_id") REFERENCES "distributors"("user_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "code_counters" ADD CONSTRAINT "code_counters_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "code_counters" ADD CONSTRAINT "code_counters_distributor_id_fkey" FOREIGN KEY ("distributor_id") REFERENCES "distributors"("user_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "code_counters" ADD CONSTRAINT "code_counters_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invite_records" ADD CONSTRAINT "invite_records_redeem_code_id_fkey" FOREIGN KEY ("redeem_code_id") REFERENCES "redeem_codes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invite_records" ADD CONSTRAINT "invite_records_distributor_id_fkey" FOREIGN KEY ("distributor_id") REFERENCES "distributors"("user_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invite_records" ADD CONSTRAINT "invite_records_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_invite_record_id_fkey" FOREIGN KEY ("invite_record_id") REFERENCES "invite_records"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_buyer_user_id_fkey" FOREIGN KEY ("buyer_user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_tracking" ADD CONSTRAINT "order_tracking_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payments" ADD CONSTRAINT "payments_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What models cannot say.

-- Order numbers: ORD, business day, eight digits.
CREATE SEQUENCE "order_no_seq";

-- A prefix search uses the unique index only in the "C" collation.
ALTER TABLE "redeem_codes" ALTER COLUMN "code" TYPE VARCHAR(40) COLLATE "C";

ALTER TABLE "users" ADD CONSTRAINT "users_email_canonical" CHECK ("email" = lower(btrim("email")));

ALTER TABLE "distributors"
  ADD CONSTRAINT "distributors_unit_price_not_negative" CHECK ("unit_price" >= 0),
  ADD CONSTRAINT "distributors_brand_color_hex" CHECK ("brand_color" ~ '^#[0-9a-f]{6}$');

ALTER TABLE "distributor_days" ADD CONSTRAINT "distributor_days_counts" CHECK ("attempts" >= 0 AND "sent" >= 0 AND "accepted" >= 0);

ALTER TABLE "code_counters" ADD CONSTRAINT "code_counters_within_total"
  CHECK ("inactive" >= 0 AND "depleted" >= 0 AND "used_sum" >= 0 AND "inactive" + "depleted" <= "total");

ALTER TABLE "plans"
  ADD CONSTRAINT "plans_price_positive" CHECK ("price" > 0),
  ADD CONSTRAINT "plans_counts" CHECK ("code_count" >= 1 AND "code_max_uses" >= 1),
  ADD CONSTRAINT "plans_days" CHECK ("expires_days" >= 1 AND "validity_days" >= 1);

-- Codes are bought by a distributor who signs in; everything else is ordered for a customer on record.
ALTER TABLE "orders"
  ADD CONSTRAINT "orders_buyer_by_type" CHECK (
    CASE WHEN "type" = 'CODES'
      THEN "buyer_user_id" IS NOT NULL AND "customer_id" IS NULL AND "plan_id" IS NOT NULL
        AND "quantity" >= 1 AND "code_max_uses" >= 1 AND "expected_count" >= 1
      ELSE "buyer_user_id" IS NULL AND "customer_id" IS NOT NULL END),
  ADD CONSTRAINT "orders_amount_not_negative" CHECK ("total_amount" >= 0),
  ADD CONSTRAINT "orders_delivered_within_expected" CHECK ("delivered_count" BETWEEN 0 AND "expected_count"),
  ADD CONSTRAINT "orders_attempts" CHECK ("fulfillment_attempts" >= 0),
  ADD CONSTRAINT "orders_paid_at" CHECK (("payment_status" = 'UNPAID') = ("paid_at" IS NULL)),
  ADD CONSTRAINT "orders_completed_is_fulfilled" CHECK ("status" <> 'COMPLETED' OR "fulfillment_status" = 'COMPLETED'),
  ADD CONSTRAINT "orders_all_codes_delivered" CHECK (
    "type" <> 'CODES' OR "fulfillment_status" <> 'COMPLETED' OR "delivered_count" = "expected_count");
ALTER TABLE "orders" SET (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.05);
ALTER TABLE "order_tracking" SET (autovacuum_vacuum_scale_factor = 0.2, autovacuum_analyze_scale_factor = 0.1);

ALTER TABLE "redeem_codes"
  ADD CONSTRAINT "redeem_codes_uses" CHECK ("used_count" BETWEEN 0 AND "max_uses"),
  ADD CONSTRAINT "redeem_codes_seq" CHECK ("seq" >= 1),
  ADD CONSTRAINT "redeem_codes_form" CHECK ("code" ~ '^ORD[0-9]+_[A-Z0-9]{8}$');

ALTER TABLE "teams" ADD CONSTRAINT "teams_seats" CHECK ("seats_taken" BETWEEN 0 AND "capacity");

ALTER TABLE "invite_records"
  ADD CONSTRAINT "invite_records_email_canonical" CHECK ("email" = lower(btrim("email"))),
  ADD CONSTRAINT "invite_records_end" CHECK (("ended_at" IS NULL) = ("end_reason" IS NULL)),
  ADD CONSTRAINT "invite_records_sent" CHECK ("sent_at" IS NULL OR "status" <> 'PENDING'),
  ADD CONSTRAINT "invite_records_accepted" CHECK ("accepted_at" IS NULL OR "status" = 'SUCCESS');

ALTER TABLE "payments"
  ADD CONSTRAINT "payments_amount_positive" CHECK ("amount" > 0),
  ADD CONSTRAINT "payments_completed_with_proof" CHECK (
    "status" NOT IN ('COMPLETED', 'REFUNDING', 'REFUNDED') OR ("transaction_id" IS NOT NULL AND "completed_at" IS NOT NULL));

ALTER TABLE "refunds"
  ADD CONSTRAINT "refunds_amount_positive" CHECK ("amount" > 0),
  ADD CONSTRAINT "refunds_two_people" CHECK ("approved_by" <> "requested_by");

ALTER TABLE "payment_events"
  ADD CONSTRAINT "payment_events_body_size" CHECK (octet_length("raw_body") <= 65536),
  ADD CONSTRAINT "payment_events_verified_has_id" CHECK ("verdict" <> 'VERIFIED' OR "event_id" IS NOT NULL);
