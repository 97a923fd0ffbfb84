-- CreateIndex
CREATE INDEX "orders_own_paid" ON "orders"("buyer_user_id", "paid_at", "plan_id", "expected_count") WHERE (paid_at IS NOT NULL);
