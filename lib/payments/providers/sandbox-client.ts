import { z } from 'zod';
import { env } from '../../env';
import { PaymentGatewayError, PaymentNetworkError, PaymentTimeoutError } from '../../errors';
import { amount, id, text } from '../../text';
import type { Call } from './provider';
import { gatewayKeys } from './sandbox-gateway';

const MOST_BYTES = 1_048_576;

const Transaction = z.object({
  kind: z.enum(['charge', 'refund']),
  transaction_id: text(200),
  of_transaction: text(200).nullable(),
  order_no: text(50),
  payment_id: id(),
  amount: amount(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  status: z.enum(['succeeded', 'failed', 'pending']),
  reason: z.string().max(80).nullable(),
  created_at: z.coerce.date(),
});
export type GatewayTransaction = z.output<typeof Transaction>;

const Answer = z.object({ status: z.enum(['success', 'failed']), transaction: Transaction });
const Page = z.object({
  status: z.literal('success'),
  transactions: z.array(Transaction),
  next: z.number().int().nullable(),
});
const Refusal = z.object({ code: z.string().max(200) });

/** A transaction as the gateway has it after it was asked for. @throws PaymentGatewayError, PaymentNetworkError */
export async function askGateway(path: string, body: object, call: Call) {
  const { status, said } = await fetchGateway(path, call, body);
  return transactionIn(status, said);
}

/** A transaction as the gateway knows it under a key; null when it does not. */
export async function findAtGateway(path: string, call: Call) {
  const { status, said } = await fetchGateway(path, call);
  return status === 404 ? null : transactionIn(status, said);
}

export async function* listGateway(from: Date, to: Date, call: Call) {
  for (let after: number | null = 0; after !== null;) {
    const query = new URLSearchParams({
      from: from.toISOString(),
      to: to.toISOString(),
      after: String(after),
    });
    const { status, said } = await fetchGateway(`transactions?${query.toString()}`, call);
    const page = Page.safeParse(said);
    if (status !== 200 || !page.success) throw refusal(status, said);
    yield* page.data.transactions;
    after = page.data.next;
  }
}

function transactionIn(status: number, said: unknown) {
  const answer = Answer.safeParse(said);
  // Both are its word about the transaction itself; everything else is not.
  if ((status === 200 || status === 402) && answer.success) return answer.data.transaction;
  throw refusal(status, said);
}

function refusal(status: number, said: unknown) {
  const read = Refusal.safeParse(said);
  return new PaymentGatewayError(`HTTP ${status} ${read.success ? read.data.code : ''}`.trim(), status);
}

async function fetchGateway(path: string, { signal }: Call, body?: object) {
  const { SANDBOX_GATEWAY_URL, NEXTAUTH_URL } = env();
  const base = SANDBOX_GATEWAY_URL || new URL('/api/sandbox', NEXTAUTH_URL).href;
  const [key] = gatewayKeys();
  const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
  try {
    const answer = await fetch(`${base.replace(/\/+$/, '')}/${path}`, {
      method: body ? 'POST' : 'GET',
      headers,
      body: body && JSON.stringify(body),
      // A redirect would take the key elsewhere.
      redirect: 'error',
      signal,
    });
    return { status: answer.status, said: jsonIn(await textOf(answer)) };
  } catch (cause) {
    if (signal.aborted) throw new PaymentTimeoutError(cause);
    throw new PaymentNetworkError('no answer of the sandbox gateway', cause);
  }
}

async function textOf(answer: Response) {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) throw new Error(`more than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
