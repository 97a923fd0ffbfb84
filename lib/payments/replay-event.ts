import { recordAudit } from '../audit';
import { asSystem, type Ctx, type Tx } from '../context';
import { ConflictError, ResourceNotFoundError } from '../errors';
import type { EventOutcome, EventVerdict } from '../generated/prisma/enums';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import type { ReplayEventInput } from './schema';
import { settlePayment } from './settle-payment';

export type Replayed = {
  event_id: number;
  /** What the event has come to. */
  outcome: Lowercase<EventOutcome>;
  /** Whether this replay did something: what has its final outcome is left as it is. */
  changed: boolean;
};

type Found = { id: bigint; verdict: EventVerdict; outcome: EventOutcome | null };

/**
 * Acts upon a verified event again, as if it arrived now. What it has done before is not done twice; what matched nothing, and
 * is not looked at by itself any more, is looked at again.
 * @throws ConflictError EVENT_REFUSED: whoever sent it was not the provider, or said nothing readable
 */
export async function replayEvent(ctx: Ctx, { event_id }: ReplayEventInput): Promise<Replayed> {
  authorize(ctx, 'payments.replay-event');
  const before = await inTransaction(ctx, (tx) => reopen(tx, event_id));
  const now = await settlePayment(asSystem(ctx, 'payments.replay-event'), { event_id: before.id });
  const outcome = now ?? (await outcomeOf(ctx, before.id));
  return {
    event_id,
    outcome: outcome.toLowerCase() as Lowercase<EventOutcome>,
    changed: now !== null && now !== before.outcome,
  };
}

async function reopen(tx: Tx, eventId: number): Promise<Found> {
  const [event] = await tx.db.$queryRaw<Found[]>`
    SELECT id, verdict, outcome FROM payment_events WHERE id = ${eventId} FOR NO KEY UPDATE`;
  if (!event) throw new ResourceNotFoundError('payment_event', eventId);
  if (event.verdict !== 'VERIFIED')
    throw new ConflictError(`event ${eventId} was refused: ${event.verdict}`, {
      errorCode: 'EVENT_REFUSED',
      details: { verdict: event.verdict.toLowerCase() },
    });
  await tx.db.$executeRaw`
    UPDATE payment_events SET retry_at = now() WHERE id = ${event.id} AND outcome = 'UNMATCHED'`;
  await recordAudit(tx, {
    action: 'payments.replay-event',
    entity: 'payment_event',
    entityId: eventId,
    before: { outcome: event.outcome },
  });
  return event;
}

/** Somebody else has found it an outcome meanwhile, or it had one. */
async function outcomeOf(ctx: Ctx, id: bigint): Promise<EventOutcome> {
  const { outcome } = await ctx.db.paymentEvent.findUniqueOrThrow({
    where: { id },
    select: { outcome: true },
  });
  if (!outcome) throw new Error(`event ${id} was settled without an outcome`);
  return outcome;
}
