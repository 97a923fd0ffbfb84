import { z } from 'zod';
import { amount, id, text } from '../text';
import { FAILURE_REASONS, type PaymentReport } from './providers/provider';

/** What a provider answered us, in our own words: its callbacks are kept as it wrote them. */
export const AnsweredReport = z.object({
  kind: z.enum(['succeeded', 'failed']),
  order_no: text(50),
  payment_id: id(),
  transaction_id: text(200),
  amount: amount(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  reason: z.enum(FAILURE_REASONS).optional(),
});

export function bodyOfAnswer(report: PaymentReport): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(AnsweredReport.parse(report)));
}

export function answerInBody(rawBody: Uint8Array): PaymentReport | null {
  const read = AnsweredReport.safeParse(JSON.parse(Buffer.from(rawBody).toString()));
  return read.success ? read.data : null;
}
