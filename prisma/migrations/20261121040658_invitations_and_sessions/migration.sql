-- AlterTable
ALTER TABLE "distributors" ADD COLUMN     "codes_stopped_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "mails" ADD COLUMN     "distributor_id" INTEGER;

-- AlterTable
ALTER TABLE "invite_records" ADD COLUMN     "resent_at" TIMESTAMPTZ(3),
ADD COLUMN     "resent_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "send_attempts" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "team_members" ADD COLUMN     "join_started_at" TIMESTAMPTZ(3),
ADD COLUMN     "left_at" TIMESTAMPTZ(3),
ADD COLUMN     "removal_attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "removal_error" VARCHAR(500),
ADD COLUMN     "removing_since" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "last_sign_in_at" TIMESTAMPTZ(3),
ALTER COLUMN "password_hash" DROP NOT NULL;

-- CreateTable
CREATE TABLE "sessions" (
    "id" VARCHAR(36) NOT NULL,
    "user_id" INTEGER NOT NULL,
    "ip" VARCHAR(64) NOT NULL,
    "user_agent" VARCHAR(300) NOT NULL DEFAULT '',
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "users_role_id_idx" ON "users"("role", "id" DESC);

-- CreateIndex
CREATE INDEX "users_invited" ON "users"("id" DESC) WHERE (is_active AND password_hash IS NULL);

-- CreateIndex
CREATE INDEX "users_disabled" ON "users"("id" DESC) WHERE (NOT is_active);

-- CreateIndex
CREATE INDEX "sessions_user_id_seen_at_idx" ON "sessions"("user_id", "seen_at" DESC);

-- CreateIndex
CREATE INDEX "sessions_seen_at_idx" ON "sessions"("seen_at");

-- CreateIndex
CREATE INDEX "mails_distributor_id_id_idx" ON "mails"("distributor_id", "id" DESC);

-- CreateIndex
CREATE INDEX "mails_recipient_id_idx" ON "mails"("recipient", "id" DESC);

-- CreateIndex
CREATE INDEX "invite_records_invited" ON "invite_records"("distributor_id", "id" DESC) WHERE (ended_at IS NULL AND accepted_at IS NULL);

-- CreateIndex
CREATE INDEX "invite_records_joined" ON "invite_records"("distributor_id", "id" DESC) WHERE (ended_at IS NULL AND accepted_at IS NOT NULL);

-- CreateIndex
CREATE INDEX "invite_records_distributor_id_team_id_id_idx" ON "invite_records"("distributor_id", "team_id", "id" DESC);

-- CreateIndex
CREATE INDEX "invite_records_ended" ON "invite_records"("distributor_id", "end_reason", "id" DESC) WHERE (ended_at IS NOT NULL);

-- CreateIndex
CREATE INDEX "team_members_removing" ON "team_members"("removing_since") WHERE (status = 'REMOVING');

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mails" ADD CONSTRAINT "mails_distributor_id_fkey" FOREIGN KEY ("distributor_id") REFERENCES "distributors"("user_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What models cannot say.
ALTER TABLE "invite_records"
  ADD CONSTRAINT "invite_records_use_returned_at_the_end" CHECK ("use_returned_at" IS NULL OR "ended_at" IS NOT NULL),
  ADD CONSTRAINT "invite_records_counts" CHECK ("send_attempts" >= 0 AND "resent_count" >= 0);

ALTER TABLE "team_members"
  ADD CONSTRAINT "team_members_removing" CHECK (("status" = 'REMOVING') = ("removing_since" IS NOT NULL)),
  ADD CONSTRAINT "team_members_removed" CHECK (("status" = 'REMOVED') = ("removed_at" IS NOT NULL));

CREATE INDEX "users_name_prefix" ON "users"(lower("name") text_pattern_ops);

-- Mails that were written before belong to the distributor of their invitation.
UPDATE "mails" SET "distributor_id" = "invitation"."distributor_id" FROM "invite_records" AS "invitation"
WHERE "mails"."key" = 'invitation:' || "invitation"."id" || ':' || "invitation"."token_nonce";
