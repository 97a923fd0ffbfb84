import type { z } from 'zod';
import type { Ctx } from '../context';
import { asAppError } from '../errors';
import { logError, logEvent } from '../log';
import { authorize } from '../permissions';
import { askEach } from './ask-each';
import type { Compared } from './compared-books';
import { providersOfDay } from './comparison-providers';
import { beginComparing, endRun, failRun, noteProgress } from './comparison-run';
import type { compareBooksJob } from './jobs';
import { keepLines } from './keep-lines';

export type Comparison = 'clean' | 'different' | 'failed' | 'left-alone';

/**
 * Compares a business day's orders, payments and refunds with each other and with what every provider says of them. What a
 * provider lists is read once; what it does not list is asked for one by one, before it counts as missing.
 * It reads and writes down; it mends nothing.
 */
export async function compareBooks(
  ctx: Ctx,
  { run_id }: z.output<(typeof compareBooksJob)['payload']>,
): Promise<Comparison> {
  authorize(ctx, 'payments.compare-books');
  const run = await beginComparing(ctx, run_id);
  if (!run) return 'left-alone';
  try {
    const { asked, notAsked } = await providersOfDay(ctx, run);
    const compared: Compared = { lines: 0, asked: 0, not_asked: notAsked };
    for (const provider of asked) {
      compared.lines += await keepLines(ctx, run, provider);
      await noteProgress(ctx, run, compared);
    }
    const answers = await askEach(ctx, run, asked, async (count) => {
      compared.asked += count;
      await noteProgress(ctx, run, compared);
    });
    const differences = await endRun(ctx, run, { compared, answers });
    logEvent('books_compared', { day: run.day, run_id, differences, request_id: ctx.requestId });
    return differences === 0 ? 'clean' : 'different';
  } catch (error) {
    const { errorCode: error_code } = asAppError(error);
    logError(error, {
      event: 'comparison_failed',
      day: run.day,
      run_id,
      error_code,
      request_id: ctx.requestId,
    });
    return (await failRun(ctx, run, error_code)) ? 'failed' : 'left-alone';
  }
}
