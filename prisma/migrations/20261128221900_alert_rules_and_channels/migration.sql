-- CreateEnum
CREATE TYPE "alert_severity" AS ENUM ('INFO', 'WARNING', 'CRITICAL');

-- CreateEnum
CREATE TYPE "alert_channel_kind" AS ENUM ('SLACK', 'DINGTALK', 'WEBHOOK');

-- CreateEnum
CREATE TYPE "alert_message_kind" AS ENUM ('OPENED', 'STILL_OPEN', 'RESOLVED', 'TEST');

-- CreateEnum
CREATE TYPE "alert_message_status" AS ENUM ('WAITING', 'SENT', 'FAILED');

-- AlterTable
ALTER TABLE "alerts" ADD COLUMN     "end_told_at" TIMESTAMPTZ(3),
ADD COLUMN     "request_id" VARCHAR(80),
ADD COLUMN     "told" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "told_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "circuit_breakers" ADD COLUMN     "broken_since" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "alert_rules" (
    "id" SERIAL NOT NULL,
    "rule" VARCHAR(80) NOT NULL,
    "subject" VARCHAR(80) NOT NULL DEFAULT '',
    "enabled" BOOLEAN NOT NULL,
    "threshold" INTEGER,
    "window_minutes" INTEGER,
    "repeat_minutes" INTEGER NOT NULL,
    "severity" "alert_severity" NOT NULL,
    "all_channels" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_by" INTEGER,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_rules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_rule_channels" (
    "rule_id" INTEGER NOT NULL,
    "channel_id" INTEGER NOT NULL,

    CONSTRAINT "alert_rule_channels_pkey" PRIMARY KEY ("rule_id","channel_id")
);

-- CreateTable
CREATE TABLE "alert_channels" (
    "id" SERIAL NOT NULL,
    "kind" "alert_channel_kind" NOT NULL,
    "name" VARCHAR(80) NOT NULL,
    "locale" VARCHAR(10) NOT NULL,
    "url_sealed" TEXT,
    "secret_sealed" TEXT,
    "url_hint" VARCHAR(300) NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_by" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_channels_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_messages" (
    "id" SERIAL NOT NULL,
    "alert_id" INTEGER,
    "channel_id" INTEGER NOT NULL,
    "kind" "alert_message_kind" NOT NULL,
    "nth" INTEGER NOT NULL DEFAULT 0,
    "severity" "alert_severity" NOT NULL,
    "title" VARCHAR(300) NOT NULL,
    "body" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "status" "alert_message_status" NOT NULL DEFAULT 'WAITING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "problem" VARCHAR(60),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "next_try_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_messages_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "alert_rules_rule_subject_key" ON "alert_rules"("rule", "subject");

-- CreateIndex
CREATE INDEX "alert_rule_channels_channel_id_idx" ON "alert_rule_channels"("channel_id");

-- CreateIndex
CREATE INDEX "alert_messages_channel_id_id_idx" ON "alert_messages"("channel_id", "id" DESC);

-- CreateIndex
CREATE INDEX "alert_messages_status_id_idx" ON "alert_messages"("status", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "alert_messages_alert_id_channel_id_kind_nth_key" ON "alert_messages"("alert_id", "channel_id", "kind", "nth");

-- CreateIndex
CREATE INDEX "alerts_end_untold" ON "alerts"("id") WHERE (resolved_at IS NOT NULL AND told > 0 AND end_told_at IS NULL);

-- AddForeignKey
ALTER TABLE "alert_rule_channels" ADD CONSTRAINT "alert_rule_channels_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "alert_rules"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_rule_channels" ADD CONSTRAINT "alert_rule_channels_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "alert_channels"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_messages" ADD CONSTRAINT "alert_messages_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alerts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_messages" ADD CONSTRAINT "alert_messages_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "alert_channels"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What models cannot say
ALTER TABLE "alert_rules" ADD CONSTRAINT "alert_rules_numbers_check"
  CHECK (threshold >= 1 AND window_minutes >= 1 AND repeat_minutes >= 1);

ALTER TABLE "alert_channels" ADD CONSTRAINT "alert_channels_deleted_check"
  CHECK ((deleted_at IS NULL) = (url_sealed IS NOT NULL) AND (deleted_at IS NULL OR (secret_sealed IS NULL AND NOT enabled)));

ALTER TABLE "alert_messages" ADD CONSTRAINT "alert_messages_status_check"
  CHECK ((status = 'SENT') = (sent_at IS NOT NULL) AND (status = 'WAITING' OR next_try_at IS NULL));

ALTER TABLE "alert_messages" ADD CONSTRAINT "alert_messages_test_check"
  CHECK ((kind = 'TEST') = (alert_id IS NULL));

-- How long the queue may be and how long a job may wait were settings; they are a rule now, in one place.
INSERT INTO "alert_rules" ("rule", "enabled", "threshold", "window_minutes", "repeat_minutes", "severity")
SELECT 'queue.backlog', true,
  coalesce((SELECT (value #>> '{}')::numeric::int FROM "settings" WHERE key = 'monitoring.backlog_jobs' AND jsonb_typeof(value) = 'number'), 5000),
  coalesce((SELECT (value #>> '{}')::numeric::int FROM "settings" WHERE key = 'monitoring.backlog_minutes' AND jsonb_typeof(value) = 'number'), 5),
  60, 'WARNING'
WHERE EXISTS (SELECT FROM "settings" WHERE key IN ('monitoring.backlog_jobs', 'monitoring.backlog_minutes'));

DELETE FROM "settings" WHERE key IN ('monitoring.backlog_jobs', 'monitoring.backlog_minutes');
