-- CreateEnum
CREATE TYPE "webhook_off" AS ENUM ('OWNER', 'GONE', 'FAILING');

-- CreateEnum
CREATE TYPE "webhook_delivery_status" AS ENUM ('PENDING', 'DELIVERED', 'FAILED');

-- CreateTable
CREATE TABLE "webhook_endpoints" (
    "id" SERIAL NOT NULL,
    "distributor_id" INTEGER NOT NULL,
    "url" VARCHAR(2000) NOT NULL,
    "description" VARCHAR(200) NOT NULL DEFAULT '',
    "events" VARCHAR(40)[],
    "secret" VARCHAR(300) NOT NULL,
    "previous_secret" VARCHAR(300),
    "previous_until" TIMESTAMPTZ(3),
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "disabled_reason" "webhook_off",
    "disabled_at" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failing_since" TIMESTAMPTZ(3),
    "rest_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_endpoints_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_events" (
    "id" SERIAL NOT NULL,
    "uid" VARCHAR(40) NOT NULL,
    "distributor_id" INTEGER NOT NULL,
    "type" VARCHAR(40) NOT NULL,
    "fact" VARCHAR(120) NOT NULL,
    "data" JSONB NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_deliveries" (
    "id" SERIAL NOT NULL,
    "event_id" INTEGER NOT NULL,
    "endpoint_id" INTEGER NOT NULL,
    "distributor_id" INTEGER NOT NULL,
    "status" "webhook_delivery_status" NOT NULL DEFAULT 'PENDING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3),
    "tried_at" TIMESTAMPTZ(3),
    "status_code" INTEGER,
    "error_code" VARCHAR(40),
    "request_headers" JSONB,
    "response" VARCHAR(2048),
    "duration_ms" INTEGER,
    "delivered_at" TIMESTAMPTZ(3),
    "resend_of" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "webhook_endpoints_distributor_id_id_idx" ON "webhook_endpoints"("distributor_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_events_uid_key" ON "webhook_events"("uid");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_events_fact_key" ON "webhook_events"("fact");

-- CreateIndex
CREATE INDEX "webhook_events_distributor_id_id_idx" ON "webhook_events"("distributor_id", "id");

-- CreateIndex
CREATE INDEX "webhook_events_created_at_idx" ON "webhook_events"("created_at");

-- CreateIndex
CREATE INDEX "webhook_deliveries_distributor_id_id_idx" ON "webhook_deliveries"("distributor_id", "id" DESC);

-- CreateIndex
CREATE INDEX "webhook_deliveries_endpoint_id_id_idx" ON "webhook_deliveries"("endpoint_id", "id" DESC);

-- CreateIndex
CREATE INDEX "webhook_deliveries_event_id_idx" ON "webhook_deliveries"("event_id");

-- CreateIndex
CREATE INDEX "webhook_deliveries_pending" ON "webhook_deliveries"("next_try_at") WHERE (status = 'PENDING');

-- CreateIndex
CREATE UNIQUE INDEX "webhook_deliveries_one_each" ON "webhook_deliveries"("event_id", "endpoint_id") WHERE (resend_of IS NULL);

-- AddForeignKey
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_distributor_id_fkey" FOREIGN KEY ("distributor_id") REFERENCES "distributors"("user_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_events" ADD CONSTRAINT "webhook_events_distributor_id_fkey" FOREIGN KEY ("distributor_id") REFERENCES "distributors"("user_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "webhook_events"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "webhook_endpoints"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What models cannot say
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_off_check"
  CHECK (is_active = (disabled_reason IS NULL) AND is_active = (disabled_at IS NULL) AND (deleted_at IS NULL OR NOT is_active));
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_events_check" CHECK (cardinality(events) > 0);
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_rotation_check"
  CHECK ((previous_secret IS NULL) = (previous_until IS NULL));
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_status_check"
  CHECK ((status = 'PENDING') = (next_try_at IS NOT NULL) AND (status = 'DELIVERED') = (delivered_at IS NOT NULL)
    AND attempts >= 0);
