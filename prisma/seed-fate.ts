import { DAY, HOUR, MINUTE } from './seed-time';
import { oneOf, type Random } from './seed-random';
import type { Sale } from './seed-sales';

type Fate = Pick<
  Sale,
  'sent_at' | 'resent_at' | 'accepted_at' | 'ended_at' | 'end_reason' | 'why' | 'answer' | 'removal_failed_at'
>;

/** How long an invitation waits, and by what the worker comes round to what is over. */
const OPEN_SECONDS = 7 * DAY;
const CLOCK_SECONDS = MINUTE;

const ANSWERS = [
  '550 5.1.1 The email account that you tried to reach does not exist',
  '550 5.2.1 The mailbox is disabled',
  '554 5.7.1 Recipient address rejected: Access denied',
];
const WITHDRAWN = ['Sent to the wrong address', 'The customer asked for another team', 'Ordered twice'];
const REMOVED = ['Refunded in our shop', 'Left the company', 'Account shared with others', 'Asked to leave'];

/**
 * What becomes of a code that is redeemed at a moment, as far as it has come by now: most customers accept within hours, some
 * after a reminder, some never; a few are withdrawn, bounce or are removed; memberships run their time.
 * @param validityDays how long a membership lasts; null: for ever
 */
export function fateOf(random: Random, created: number, now: number, validityDays: number | null): Fate {
  const after = (moment: number, seconds: number) => moment + Math.round(seconds * 1000);
  const luck = random();
  const sent = after(created, 1 + 4 * random());
  if (luck < 0.012) return { ended_at: sent, end_reason: 'FAILED', answer: oneOf(random, ANSWERS) };
  if (sent > now) return {};
  if (luck < 0.03) {
    const ended_at = after(sent, (0.2 + 20 * random()) * HOUR);
    if (ended_at <= now)
      return { sent_at: sent, ended_at, end_reason: 'WITHDRAWN', why: oneOf(random, WITHDRAWN) };
  }
  const reminded = luck > 0.92;
  const resent = after(sent, (1 + 4 * random()) * DAY);
  const open = { sent_at: sent, ...(reminded && resent < now && { resent_at: resent }) };
  const accepted = after(reminded ? resent : sent, (0.05 + 30 * random() ** 3) * HOUR);
  if (luck > 0.16 && accepted <= now)
    return { ...open, accepted_at: accepted, ...asMember(random, accepted, now, validityDays) };
  const over = after(open.resent_at ?? created, OPEN_SECONDS + CLOCK_SECONDS * random());
  if (luck <= 0.16 && over <= now) return { ...open, ended_at: over, end_reason: 'EXPIRED' };
  return open;
}

function asMember(random: Random, accepted: number, now: number, validityDays: number | null): Fate {
  const luck = random();
  const acted = accepted + Math.round((1 + 20 * random()) * DAY * 1000);
  const over =
    validityDays === null
      ? Infinity
      : accepted + (validityDays * DAY + 1 + Math.floor(CLOCK_SECONDS * random())) * 1000;
  if (luck < 0.03 && acted < Math.min(now, over))
    return { ended_at: acted, end_reason: 'REMOVED', why: oneOf(random, REMOVED) };
  if (over <= now) return { ended_at: over, end_reason: 'EXPIRED' };
  if (luck > 0.997 && acted < now) return { removal_failed_at: acted, why: oneOf(random, REMOVED) };
  return {};
}
