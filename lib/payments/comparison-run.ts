import { closeAlert, raiseAlert } from '../alerts';
import { recordAudit } from '../audit';
import type { Ctx, Tx } from '../context';
import { Prisma } from '../db';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { countedRows, differencesOf } from './books-differ';
import { startOfDay } from './business-days';
import type { Answers, Compared, ComparisonRun } from './compared-books';

/** Begins, or begins anew what was broken off; null when the run has ended. */
// oxlint-disable-next-line house/writes-authorise-and-audit -- it only clears away; the end is audited
export async function beginComparing(ctx: Ctx, id: number): Promise<ComparisonRun | null> {
  authorize(ctx, 'payments.compare-books');
  return inTransaction(ctx, async (tx) => {
    const [run] = await tx.db.$queryRaw<{ id: number; day: string }[]>`
      SELECT id, day::text FROM reconciliation_runs WHERE id = ${id} AND status = 'RUNNING' FOR NO KEY UPDATE`;
    if (!run) return null;
    await forget(tx, id);
    const [span] = await tx.db.$queryRaw<{ from: Date; until: Date }[]>`
      SELECT ${startOfDay(run.day)} AS "from", ${startOfDay(run.day, 1)} AS until`;
    if (!span) throw new Error('a day without a beginning');
    return { ...run, ...span };
  });
}

export async function noteProgress(ctx: Ctx, { id }: ComparisonRun, compared: Compared) {
  // oxlint-disable-next-line house/writes-authorise-and-audit -- how far it has come; its end is audited
  await ctx.db.$executeRaw`
    UPDATE reconciliation_runs SET compared = ${JSON.stringify(compared)}::jsonb WHERE id = ${id} AND status = 'RUNNING'`;
}

type Ended = { compared: Compared; answers: Answers };

/** Writes down what differs, all of it as of one moment. @returns how many differences there are */
export async function endRun(ctx: Ctx, run: ComparisonRun, { compared, answers }: Ended) {
  authorize(ctx, 'payments.compare-books');
  return inTransaction(ctx, async (tx) => {
    const [open] = await tx.db.$queryRaw<object[]>`
      SELECT id FROM reconciliation_runs WHERE id = ${run.id} AND status = 'RUNNING' FOR NO KEY UPDATE`;
    if (!open) throw new Error(`run ${run.id} was ended by somebody else`);
    const differences = await tx.db.$executeRaw`
      INSERT INTO reconciliation_differences
        (run_id, kind, provider, order_no, payment_id, refund_id, transaction_id, ours, theirs)
      SELECT ${run.id}, found.* FROM (${differencesOf(run, answers)}) AS found`;
    const [counted] = await tx.db.$queryRaw<{ orders: number; payments: number; refunds: number }[]>(
      countedRows(run),
    );
    const status = differences === 0 ? 'CLEAN' : 'DIFFERENT';
    await close(tx, run, { status, differences, compared: { ...compared, ...counted } });
    await closeAlert(tx, 'payments.comparison_failed', run.day);
    if (differences === 0) await closeAlert(tx, 'payments.differences', run.day);
    else await raiseAlert(tx, 'payments.differences', run.day, { day: run.day, differences, run_id: run.id });
    return differences;
  });
}

/** Says that a run failed, unless another one has taken its place meanwhile. @returns whether it had not */
export async function failRun(ctx: Ctx, run: ComparisonRun, errorCode: string) {
  authorize(ctx, 'payments.compare-books');
  return inTransaction(ctx, async (tx) => {
    if (!(await close(tx, run, { status: 'FAILED', errorCode }))) return false;
    const facts = { day: run.day, error_code: errorCode, run_id: run.id };
    await raiseAlert(tx, 'payments.comparison_failed', run.day, facts);
    return true;
  });
}

type Closing =
  | { status: 'CLEAN' | 'DIFFERENT'; differences: number; compared: Compared }
  | { status: 'FAILED'; errorCode: string };

async function close(tx: Tx, run: ComparisonRun, closing: Closing) {
  const result =
    closing.status === 'FAILED'
      ? Prisma.sql`error_code = ${closing.errorCode}`
      : Prisma.sql`differences = ${closing.differences}, compared = ${JSON.stringify(closing.compared)}::jsonb`;
  const closed = await tx.db.$executeRaw`
    UPDATE reconciliation_runs SET status = ${closing.status}::reconciliation_status, finished_at = now(), ${result}
    WHERE id = ${run.id} AND status = 'RUNNING'`;
  await tx.db.$executeRaw`DELETE FROM reconciliation_lines WHERE run_id = ${run.id}`;
  if (closed === 0) return false;
  await recordAudit(tx, {
    action: 'payments.compare-books',
    entity: 'reconciliation_run',
    entityId: run.id,
    after: { day: run.day, ...closing },
  });
  return true;
}

/** What an earlier try of the same run has left behind. */
async function forget(tx: Tx, id: number) {
  await tx.db.$executeRaw`DELETE FROM reconciliation_lines WHERE run_id = ${id}`;
  await tx.db.$executeRaw`DELETE FROM reconciliation_differences WHERE run_id = ${id}`;
}
