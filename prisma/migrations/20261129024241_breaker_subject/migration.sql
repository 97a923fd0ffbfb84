-- AlterTable
ALTER TABLE "circuit_breakers" ADD COLUMN     "last_subject" VARCHAR(160);
