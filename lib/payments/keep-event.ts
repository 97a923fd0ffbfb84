import type { Ctx } from '../context';
import type { EventOutcome, EventSource } from '../generated/prisma/enums';
import { authorize } from '../permissions';

export type KeptEvent = { id: bigint; outcome: EventOutcome | null; isNew: boolean };
/** What a provider has said and shown to be its own, as it goes into the inbox. */
export type VerifiedEvent = {
  provider: string;
  eventId: string;
  rawBody: Uint8Array;
  source: EventSource;
  /** Left out: it is to be acted upon. */
  outcome?: EventOutcome;
};

/** Puts what a provider said into the inbox, once for each of its event ids: what was told first under an id counts. */
export async function keepEvent(ctx: Ctx, event: VerifiedEvent): Promise<KeptEvent> {
  authorize(ctx, event.source === 'NOTIFY' ? 'payments.receive-event' : 'payments.settle-payment');
  const { provider, eventId, rawBody, source, outcome } = event;
  // oxlint-disable-next-line house/writes-authorise-and-audit -- the inbox itself is the trace of what was received
  const [kept] = await ctx.db.$queryRaw<KeptEvent[]>`
    INSERT INTO payment_events (provider, event_id, raw_body, verdict, source, request_id, outcome)
    VALUES (${provider}, ${eventId}, ${rawBody}, 'VERIFIED', ${source}::event_source, ${ctx.requestId},
      ${outcome ?? null}::event_outcome)
    ON CONFLICT (provider, event_id) WHERE verdict = 'VERIFIED' DO NOTHING RETURNING id, outcome, true AS "isNew"`;
  if (kept) return kept;
  const known = await knownEvent(ctx, event);
  if (!known) throw new Error(`event ${eventId} of ${provider} was neither new nor known`);
  return known;
}

/** What is in the inbox under the event's id already. */
export async function knownEvent(
  { db }: Ctx,
  { provider, eventId }: Pick<VerifiedEvent, 'provider' | 'eventId'>,
): Promise<KeptEvent | null> {
  const known = await db.paymentEvent.findFirst({
    where: { provider, eventId, verdict: 'VERIFIED' },
    select: { id: true, outcome: true },
  });
  return known && { ...known, isNew: false };
}
