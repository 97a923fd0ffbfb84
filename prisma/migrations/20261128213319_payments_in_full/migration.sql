-- CreateEnum
CREATE TYPE "saga_status" AS ENUM ('RUNNING', 'COMPENSATING', 'DONE', 'COMPENSATED', 'STUCK');

-- CreateEnum
CREATE TYPE "saga_step_status" AS ENUM ('PENDING', 'RUNNING', 'DONE', 'FAILED', 'COMPENSATING', 'COMPENSATED', 'SKIPPED');

-- CreateEnum
CREATE TYPE "circuit_state" AS ENUM ('CLOSED', 'OPEN', 'HALF_OPEN');

-- CreateEnum
CREATE TYPE "event_source" AS ENUM ('NOTIFY', 'QUERY', 'CHARGE');

-- CreateEnum
CREATE TYPE "reconciliation_status" AS ENUM ('RUNNING', 'CLEAN', 'DIFFERENT', 'FAILED');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "event_outcome" ADD VALUE 'REFUNDED';
ALTER TYPE "event_outcome" ADD VALUE 'REFUND_FAILED';

-- AlterTable
ALTER TABLE "payments" ADD COLUMN     "ask_at" TIMESTAMPTZ(3),
ADD COLUMN     "asks" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "failure_reason" VARCHAR(40),
ADD COLUMN     "pay_url" VARCHAR(2000),
ADD COLUMN     "provider_ref" VARCHAR(200);

-- AlterTable
ALTER TABLE "refunds" ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "error_code" VARCHAR(80),
ADD COLUMN     "error_message" TEXT,
ADD COLUMN     "finished_at" TIMESTAMPTZ(3),
ADD COLUMN     "reject_reason" VARCHAR(500),
ADD COLUMN     "rejected_by" INTEGER;

-- AlterTable
ALTER TABLE "payment_events" ADD COLUMN     "request_id" VARCHAR(80),
ADD COLUMN     "source" "event_source" NOT NULL DEFAULT 'NOTIFY';

-- CreateTable
CREATE TABLE "sagas" (
    "id" SERIAL NOT NULL,
    "kind" VARCHAR(60) NOT NULL,
    "subject" VARCHAR(80) NOT NULL,
    "input" JSONB NOT NULL,
    "status" "saga_status" NOT NULL DEFAULT 'RUNNING',
    "error_code" VARCHAR(80),
    "requested_by" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "sagas_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saga_steps" (
    "saga_id" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "name" VARCHAR(60) NOT NULL,
    "status" "saga_step_status" NOT NULL DEFAULT 'PENDING',
    "input" JSONB,
    "output" JSONB,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3),
    "error_code" VARCHAR(80),
    "compensation_attempts" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "compensated_at" TIMESTAMPTZ(3),

    CONSTRAINT "saga_steps_pkey" PRIMARY KEY ("saga_id","seq")
);

-- CreateTable
CREATE TABLE "circuit_breakers" (
    "name" VARCHAR(60) NOT NULL,
    "state" "circuit_state" NOT NULL DEFAULT 'CLOSED',
    "failures" INTEGER NOT NULL DEFAULT 0,
    "window_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "opened_at" TIMESTAMPTZ(3),
    "probe_until" TIMESTAMPTZ(3),
    "last_error" VARCHAR(80),
    "opened" INTEGER NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "circuit_breakers_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "sandbox_transactions" (
    "id" SERIAL NOT NULL,
    "kind" VARCHAR(10) NOT NULL,
    "transaction_id" VARCHAR(200) NOT NULL,
    "idempotency_key" VARCHAR(120) NOT NULL,
    "of_transaction" VARCHAR(200),
    "order_no" VARCHAR(50) NOT NULL,
    "payment_id" INTEGER NOT NULL,
    "amount" DECIMAL(14,2) NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "status" VARCHAR(10) NOT NULL,
    "reason" VARCHAR(80),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sandbox_transactions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reconciliation_runs" (
    "id" SERIAL NOT NULL,
    "day" DATE NOT NULL,
    "status" "reconciliation_status" NOT NULL DEFAULT 'RUNNING',
    "compared" JSONB NOT NULL,
    "differences" INTEGER NOT NULL DEFAULT 0,
    "error_code" VARCHAR(80),
    "requested_by" INTEGER,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "reconciliation_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reconciliation_differences" (
    "id" BIGSERIAL NOT NULL,
    "run_id" INTEGER NOT NULL,
    "kind" VARCHAR(60) NOT NULL,
    "provider" VARCHAR(40),
    "order_no" VARCHAR(50),
    "payment_id" INTEGER,
    "refund_id" INTEGER,
    "transaction_id" VARCHAR(200),
    "ours" JSONB NOT NULL,
    "theirs" JSONB NOT NULL,

    CONSTRAINT "reconciliation_differences_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "sagas_subject_idx" ON "sagas"("subject");

-- CreateIndex
CREATE INDEX "sagas_status_id_idx" ON "sagas"("status", "id" DESC);

-- CreateIndex
CREATE INDEX "sagas_at_work" ON "sagas"("updated_at") WHERE (status IN ('RUNNING', 'COMPENSATING'));

-- CreateIndex
CREATE UNIQUE INDEX "sagas_one_at_work" ON "sagas"("kind", "subject") WHERE (status IN ('RUNNING', 'COMPENSATING', 'STUCK'));

-- CreateIndex
CREATE UNIQUE INDEX "sandbox_transactions_transaction_id_key" ON "sandbox_transactions"("transaction_id");

-- CreateIndex
CREATE UNIQUE INDEX "sandbox_transactions_idempotency_key_key" ON "sandbox_transactions"("idempotency_key");

-- CreateIndex
CREATE INDEX "sandbox_transactions_payment_id_idx" ON "sandbox_transactions"("payment_id");

-- CreateIndex
CREATE INDEX "sandbox_transactions_of_transaction_idx" ON "sandbox_transactions"("of_transaction");

-- CreateIndex
CREATE INDEX "sandbox_transactions_created_at_idx" ON "sandbox_transactions"("created_at");

-- CreateIndex
CREATE INDEX "reconciliation_runs_day_id_idx" ON "reconciliation_runs"("day", "id" DESC);

-- CreateIndex
CREATE INDEX "reconciliation_differences_run_id_id_idx" ON "reconciliation_differences"("run_id", "id");

-- CreateIndex
CREATE INDEX "payments_status_id_idx" ON "payments"("status", "id" DESC);

-- CreateIndex
CREATE INDEX "payments_provider_id_idx" ON "payments"("provider", "id" DESC);

-- CreateIndex
CREATE INDEX "payments_completed_at_idx" ON "payments"("completed_at") WHERE (completed_at IS NOT NULL);

-- CreateIndex
CREATE INDEX "payment_events_payment_id_idx" ON "payment_events"("payment_id");

-- CreateIndex
CREATE INDEX "payment_events_outcome_id_idx" ON "payment_events"("outcome", "id" DESC);

-- AddForeignKey
ALTER TABLE "saga_steps" ADD CONSTRAINT "saga_steps_saga_id_fkey" FOREIGN KEY ("saga_id") REFERENCES "sagas"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reconciliation_differences" ADD CONSTRAINT "reconciliation_differences_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "reconciliation_runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What models cannot say
ALTER TABLE "sandbox_transactions" ADD CONSTRAINT "sandbox_transactions_words_check"
  CHECK (kind IN ('charge', 'refund') AND status IN ('succeeded', 'failed', 'pending'));
