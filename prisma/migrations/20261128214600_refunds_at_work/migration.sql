-- AlterTable
ALTER TABLE "refunds" ADD COLUMN     "claimed_until" TIMESTAMPTZ(3),
ADD COLUMN     "started_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE UNIQUE INDEX "refunds_one_at_work" ON "refunds"("payment_id") WHERE (status = 'PROCESSING' AND started_at IS NOT NULL);

ALTER TABLE "refunds"
  ADD CONSTRAINT "refunds_held_while_at_work" CHECK ("started_at" IS NULL OR "status" = 'PROCESSING'),
  ADD CONSTRAINT "refunds_claimed_while_held" CHECK ("claimed_until" IS NULL OR "started_at" IS NOT NULL);
