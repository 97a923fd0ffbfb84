-- DropForeignKey
ALTER TABLE "redeem_codes" DROP CONSTRAINT "redeem_codes_order_id_fkey";

-- DropForeignKey
ALTER TABLE "redeem_codes" DROP CONSTRAINT "redeem_codes_created_by_fkey";

-- What stands there has no plan: it is counted anew below, from the invitations themselves.
DELETE FROM "distributor_days";

-- AlterTable
ALTER TABLE "distributor_days" DROP CONSTRAINT "distributor_days_pkey",
ADD COLUMN     "plan_id" INTEGER NOT NULL,
ADD CONSTRAINT "distributor_days_pkey" PRIMARY KEY ("distributor_id", "day", "plan_id");

-- CreateIndex
CREATE INDEX "distributor_days_day_idx" ON "distributor_days"("day");

-- CreateIndex
CREATE INDEX "distributor_days_plan_id_idx" ON "distributor_days"("plan_id");

-- CreateIndex
CREATE INDEX "orders_created_at_idx" ON "orders"("created_at");

-- CreateIndex
CREATE INDEX "orders_paid_at_idx" ON "orders"("paid_at") WHERE (paid_at IS NOT NULL);

-- CreateIndex
CREATE INDEX "orders_order_no_prefix" ON "orders"("order_no" varchar_pattern_ops);

-- CreateIndex
CREATE INDEX "orders_own_order_no_prefix" ON "orders"("buyer_user_id", "order_no" varchar_pattern_ops);

-- CreateIndex
CREATE UNIQUE INDEX "orders_id_buyer_user_id_key" ON "orders"("id", "buyer_user_id");

-- CreateIndex
CREATE INDEX "orders_unissued" ON "orders"("paid_at") WHERE (paid_at IS NOT NULL AND type = 'CODES' AND fulfillment_status <> 'COMPLETED');

-- CreateIndex
CREATE INDEX "invite_records_failed" ON "invite_records"("ended_at") WHERE (end_reason = 'FAILED');

-- CreateTable
CREATE TABLE "order_days" (
    "day" DATE NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "placed" INTEGER NOT NULL,
    "paid" INTEGER NOT NULL,
    "paid_codes" INTEGER NOT NULL,
    "revenue" DECIMAL(18,2) NOT NULL,

    CONSTRAINT "order_days_pkey" PRIMARY KEY ("day","currency")
);

-- CreateTable
CREATE TABLE "event_days" (
    "day" DATE NOT NULL,
    "outcome" "event_outcome" NOT NULL,
    "events" INTEGER NOT NULL,

    CONSTRAINT "event_days_pkey" PRIMARY KEY ("day","outcome")
);

-- CreateIndex
CREATE INDEX "invite_records_accepted_last" ON "invite_records"("distributor_id", "accepted_at" DESC) WHERE (accepted_at IS NOT NULL);

-- CreateIndex
CREATE INDEX "invite_records_taken_back_last" ON "invite_records"("distributor_id", "ended_at" DESC) WHERE (end_reason IN ('FAILED', 'WITHDRAWN', 'REMOVED'));

-- CreateIndex
CREATE INDEX "payment_events_received_at_idx" ON "payment_events"("received_at");

-- AddForeignKey
ALTER TABLE "redeem_codes" ADD CONSTRAINT "redeem_codes_order_id_created_by_fkey" FOREIGN KEY ("order_id", "created_by") REFERENCES "orders"("id", "buyer_user_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "distributor_days" ADD CONSTRAINT "distributor_days_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

INSERT INTO "distributor_days" ("distributor_id", "day", "plan_id", "attempts", "sent", "accepted")
SELECT invitation."distributor_id", (event."moment" AT TIME ZONE current_setting('tributary.business_time_zone'))::date,
  bought."plan_id", sum(event."attempts"), sum(event."sent"), sum(event."accepted")
FROM "invite_records" AS invitation
JOIN "redeem_codes" AS code ON code."id" = invitation."redeem_code_id"
JOIN "orders" AS bought ON bought."id" = code."order_id"
CROSS JOIN LATERAL (VALUES (invitation."created_at", 1, 0, 0), (invitation."sent_at", 0, 1, 0), (invitation."accepted_at", 0, 0, 1))
  AS event ("moment", "attempts", "sent", "accepted")
WHERE event."moment" IS NOT NULL
GROUP BY 1, 2, 3;
