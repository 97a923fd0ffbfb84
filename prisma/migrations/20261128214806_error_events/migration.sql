-- CreateEnum
CREATE TYPE "error_level" AS ENUM ('WARNING', 'ERROR');

-- CreateTable
CREATE TABLE "error_events" (
    "id" SERIAL NOT NULL,
    "fingerprint" CHAR(32) NOT NULL,
    "level" "error_level" NOT NULL,
    "error_code" VARCHAR(80) NOT NULL,
    "type" VARCHAR(80) NOT NULL,
    "place" VARCHAR(160) NOT NULL,
    "frame" VARCHAR(200),
    "count" BIGINT NOT NULL,
    "orders" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "users" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "message" VARCHAR(500) NOT NULL,
    "request_id" VARCHAR(80),
    "context" JSONB NOT NULL,
    "stack" TEXT,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by" INTEGER,
    "reopened_at" TIMESTAMPTZ(3),

    CONSTRAINT "error_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "error_minutes" (
    "minute" TIMESTAMPTZ(0) NOT NULL,
    "event_id" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "error_minutes_pkey" PRIMARY KEY ("minute","event_id")
);

-- CreateTable
CREATE TABLE "error_hours" (
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "event_id" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "error_hours_pkey" PRIMARY KEY ("hour","event_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "error_events_fingerprint_key" ON "error_events"("fingerprint");

-- CreateIndex
CREATE INDEX "error_events_last_seen_at_id_idx" ON "error_events"("last_seen_at", "id");

-- CreateIndex
CREATE INDEX "error_events_error_code_idx" ON "error_events"("error_code");

-- CreateIndex
CREATE INDEX "error_minutes_event_id_idx" ON "error_minutes"("event_id");

-- CreateIndex
CREATE INDEX "error_hours_event_id_hour_idx" ON "error_hours"("event_id", "hour");

-- AddForeignKey
ALTER TABLE "error_minutes" ADD CONSTRAINT "error_minutes_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "error_events"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "error_hours" ADD CONSTRAINT "error_hours_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "error_events"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What models cannot say
ALTER TABLE "error_events"
  ADD CONSTRAINT "error_events_count_check" CHECK (count > 0),
  ADD CONSTRAINT "error_events_subjects_check" CHECK (cardinality(orders) <= 100 AND cardinality(users) <= 100),
  ADD CONSTRAINT "error_events_resolved_check" CHECK (resolved_by IS NULL OR resolved_at IS NOT NULL);
ALTER TABLE "error_minutes" ADD CONSTRAINT "error_minutes_count_check" CHECK (count > 0);
ALTER TABLE "error_hours" ADD CONSTRAINT "error_hours_count_check" CHECK (count > 0);
