import type { Ctx } from '../context';
import { callOutside } from '../outside-call';
import type { ComparisonRun } from './compared-books';
import type { PaymentProvider, StatementLine } from './providers/provider';

const BATCH = 1_000;
/** A day's list may be long. */
const TIMEOUT_MS = 300_000;
/** A provider's clock and ours put what happens at midnight on different days. */
const MARGIN_MS = 3_600_000;

/**
 * Keeps what a provider's books say of a day, batch by batch, beside the run.
 * @returns how many lines there were; none where a provider has no books that can be read
 */
export async function keepLines(ctx: Ctx, run: ComparisonRun, provider: PaymentProvider): Promise<number> {
  const { name } = provider;
  if (!provider.list) return 0;
  const from = new Date(run.from.getTime() - MARGIN_MS);
  const until = new Date(run.until.getTime() + MARGIN_MS);
  const outside = { name: `payments.${name}`, repeatable: true, timeoutMs: TIMEOUT_MS };
  return callOutside(ctx, outside, async (call) => {
    let lines = 0;
    let batch: StatementLine[] = [];
    // A second reading finds the lines of the first one.
    for await (const line of provider.list?.(from, until, call) ?? []) {
      batch.push(line);
      if (batch.length < BATCH) continue;
      lines += await keep(ctx, run.id, name, batch);
      batch = [];
    }
    return lines + (await keep(ctx, run.id, name, batch));
  });
}

async function keep(ctx: Ctx, runId: number, provider: string, lines: StatementLine[]) {
  if (lines.length === 0) return 0;
  // oxlint-disable-next-line house/writes-authorise-and-audit -- notes of a run, gone when it ends
  await ctx.db.$executeRaw`
    INSERT INTO reconciliation_lines (run_id, provider, kind, transaction_id, of_transaction, order_no, payment_id, amount, currency, at)
    SELECT ${runId}, ${provider}, line.* FROM jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
      AS line (kind text, transaction_id text, of_transaction text, order_no text, payment_id int, amount numeric, currency text, at timestamptz)
    ON CONFLICT DO NOTHING`;
  return lines.length;
}
