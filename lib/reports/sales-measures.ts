import { Prisma } from '../db';
import type { CountedEvent } from '../distributors/count-events';
import type { MeasureName } from './schema';

/**
 * The three measures of what distributors sell, for every report, chart and export. attempt: a customer redeemed a code and an
 * invitation was written, whatever became of it. success: the invitation was sent. accepted: the customer accepted it, which
 * alone is what money is owed for.
 */
const EVENT_OF = { attempt: 'attempts', success: 'sent', accepted: 'accepted' } as const satisfies Record<
  MeasureName,
  CountedEvent
>;

/** SQL for a measure of a row of distributor_days. */
export function measureOf(name: MeasureName) {
  return Prisma.raw(`day.${EVENT_OF[name]}`);
}
