-- CreateTable
CREATE TABLE "reconciliation_lines" (
    "run_id" INTEGER NOT NULL,
    "provider" VARCHAR(40) NOT NULL,
    "kind" VARCHAR(10) NOT NULL,
    "transaction_id" VARCHAR(200) NOT NULL,
    "of_transaction" VARCHAR(200),
    "order_no" VARCHAR(50),
    "payment_id" INTEGER,
    "amount" DECIMAL(14,2) NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reconciliation_lines_pkey" PRIMARY KEY ("run_id","provider","kind","transaction_id")
);

-- CreateIndex
CREATE INDEX "payments_created_at_idx" ON "payments"("created_at");

-- CreateIndex
CREATE INDEX "payments_other_purpose" ON "payments"("purpose", "id" DESC) WHERE (purpose <> 'ORDER');

-- CreateIndex
CREATE INDEX "refunds_finished_at_idx" ON "refunds"("finished_at") WHERE (finished_at IS NOT NULL);

-- CreateIndex
CREATE INDEX "payment_events_provider_id_idx" ON "payment_events"("provider", "id" DESC);

-- CreateIndex
CREATE INDEX "payment_events_asked" ON "payment_events"("source", "id" DESC) WHERE (source <> 'NOTIFY');

-- CreateIndex
CREATE UNIQUE INDEX "reconciliation_runs_one_at_work" ON "reconciliation_runs"("day") WHERE (status = 'RUNNING');

-- AddForeignKey
ALTER TABLE "reconciliation_lines" ADD CONSTRAINT "reconciliation_lines_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "reconciliation_runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE reconciliation_lines ADD CONSTRAINT reconciliation_lines_kind CHECK (kind IN ('charge', 'refund'));
