-- AlterTable
ALTER TABLE "payments" ADD COLUMN     "called_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "sandbox_transactions" ADD COLUMN     "expires_at" TIMESTAMPTZ(3);
