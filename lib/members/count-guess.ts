import type { Ctx } from '../context';
import { countAttempt, networkOf } from '../rate-limit';
import { setting } from '../settings';

const SECONDS = 60;

/**
 * Counts one look at a code, found or not, so that trying codes out is slow: per address and, where one is given, per email.
 * @throws RateLimitedError carrying the seconds to wait
 */
export async function countGuess(ctx: Ctx, email?: string) {
  if (ctx.actor.kind === 'public') {
    const points = await setting(ctx, 'members.redeem_per_ip');
    await countAttempt('redeem.ip', networkOf(ctx.actor.ip), points, SECONDS);
  }
  if (email)
    await countAttempt('redeem.email', email, await setting(ctx, 'members.redeem_per_email'), SECONDS);
}
