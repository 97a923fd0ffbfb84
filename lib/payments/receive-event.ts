import type { Ctx } from '../context';
import { AppError } from '../errors';
import type { EventVerdict } from '../generated/prisma/enums';
import { authorize } from '../permissions';
import { countAttempt, networkOf } from '../rate-limit';
import { setting } from '../settings';
import { keepEvent } from './keep-event';
import { enabledProvider } from './payment-providers';
import { settleEvent } from './settle-event';

/** The most bytes of a notification. */
export const EVENT_LIMIT = 65_536;

type Notification = { provider: string; rawBody: Uint8Array; headers: Headers; ip: string };

/**
 * Takes in what a provider sends: it is kept, byte for byte, and acted upon. What is kept but could not be acted upon
 * is taken up again by the provider's next try or by the sweep.
 * @returns the answer after which the provider stops repeating itself
 * @throws AppError WEBHOOK_REFUSED when it is not signed or not readable; nothing but the inbox knows of it then
 */
export async function receiveEvent(ctx: Ctx, { provider: name, rawBody, headers, ip }: Notification) {
  authorize(ctx, 'payments.receive-event');
  const provider = enabledProvider(name);
  const verified = provider.verify(rawBody, headers);
  if (verified.verdict !== 'VERIFIED') return refuse(ctx, verified.verdict, { provider: name, rawBody, ip });
  const said = provider.parse(rawBody);
  if (!said) return refuse(ctx, 'BAD_BODY', { provider: name, rawBody, ip });
  const event = { provider: name, eventId: verified.event_id, rawBody, source: 'NOTIFY' } as const;
  if (said.kind === 'other') await keepEvent(ctx, { ...event, outcome: 'IGNORED' });
  else await settleEvent(ctx, event, said);
  return provider.accepted;
}

type Refused = { provider: string; rawBody: Uint8Array; ip: string };

async function refuse(ctx: Ctx, verdict: EventVerdict, { provider, rawBody, ip }: Refused): Promise<never> {
  await countAttempt(
    'payments.refused',
    networkOf(ip),
    await setting(ctx, 'payments.refused_events_per_ip'),
    60,
  );
  // oxlint-disable-next-line house/writes-authorise-and-audit -- an audit row for each forged call would outlive the call
  await ctx.db.$executeRaw`
    INSERT INTO payment_events (provider, raw_body, verdict, request_id)
    VALUES (${provider}, ${rawBody}, ${verdict}::event_verdict, ${ctx.requestId})`;
  throw new AppError(`notification of ${provider} refused: ${verdict}`, {
    errorCode: 'WEBHOOK_REFUSED',
    httpStatus: verdict === 'BAD_BODY' ? 400 : 401,
    details: { reason: verdict.toLowerCase() },
  });
}
