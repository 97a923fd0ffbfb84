import { database } from '../db';
import { amountFrom } from '../money';
import type { StatementLine } from '../payments/providers/provider';

/** What the books of the sandbox say of a time, as its gateway lists them, without a gateway. */
export async function* listOfBooks(from: Date, to: Date): AsyncIterable<StatementLine> {
  const lines = await database().sandboxTransaction.findMany({
    where: { createdAt: { gte: from, lt: to }, status: 'succeeded' },
    orderBy: { id: 'asc' },
  });
  for (const line of lines)
    yield {
      kind: line.kind === 'refund' ? 'refund' : 'charge',
      transaction_id: line.transactionId,
      of_transaction: line.ofTransaction,
      order_no: line.orderNo,
      payment_id: line.paymentId,
      amount: amountFrom(line.amount),
      currency: line.currency,
      at: line.createdAt,
    };
}
