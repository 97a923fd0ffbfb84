-- AlterTable
ALTER TABLE "saga_steps" ADD COLUMN     "failures" INTEGER NOT NULL DEFAULT 0;
