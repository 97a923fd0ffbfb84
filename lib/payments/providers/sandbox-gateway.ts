import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { now } from '../../clock';
import type { Ctx } from '../../context';
import { env } from '../../env';
import { enqueue } from '../../queue';
import { amount, id, text } from '../../text';
import { inTransaction } from '../../transaction';
import { sendSandboxEventJob } from '../jobs';
import {
  endCharge,
  lineOf,
  linesBetween,
  openCharge,
  refundCharge,
  type BookLine,
  type NewCharge,
} from './sandbox-books';
import { SANDBOX_CARDS, type Break, type SandboxCard } from './sandbox-cards';

/** A call of the sandbox's gateway: whatever carries it, a route of the product or a server of a test. */
export type GatewayCall = {
  method: string;
  /** Behind the gateway's own address, for example ["charges", "key"]. */
  path: string[];
  query: URLSearchParams;
  authorization: string | null;
  body: string;
};

/** `breaks`: the carrier is to be slow, or to go dead in the middle. */
export type GatewayAnswer = { status: number; body: object; breaks?: Exclude<Break, 'error'> };

/** How late a slow card answers. */
export const SLOW_MS = 15_000;
/** How long after a charge its gateway tells of it by itself. */
const TELLS_AFTER_MS = 3_000;
const PAGE = 200;

const key = () => z.string().regex(/^[\x21-\x7e]{1,120}$/);
const currency = () => z.string().regex(/^[A-Z]{3}$/);
const Charge = z.object({
  key: key(),
  order_no: text(50),
  payment_id: id(),
  amount: amount(),
  currency: currency(),
  expires_at: z.coerce.date().nullable().default(null),
});
const CardCharge = Charge.extend({ card: z.string().max(40) });
const Refund = z.object({ key: key(), of_transaction: text(200), amount: amount(), currency: currency() });
const Between = z.object({
  from: z.coerce.date(),
  to: z.coerce.date(),
  after: z.coerce.number().int().default(0),
});

/** What the gateway answers: its only way in. Who asks proves that they know the secret it shares with its customer. */
export async function answerGatewayCall(ctx: Ctx, call: GatewayCall): Promise<GatewayAnswer> {
  if (!isKnown(call.authorization)) return refusal(401, 'unauthorized');
  const [collection, which, more] = call.path;
  if (more !== undefined) return refusal(404, 'no_such_thing');
  const asked = `${call.method} ${collection ?? ''}${which === undefined ? '' : '/:key'}`;
  switch (asked) {
    case 'POST pages':
      return withBody(Charge, call.body, async (charge) => answerOf(await openCharge(ctx, charge)));
    case 'POST charges':
      return withBody(CardCharge, call.body, ({ card, ...charge }) => chargeCard(ctx, charge, card));
    case 'POST refunds':
      return withBody(Refund, call.body, async (refund) => answerOf(await refundCharge(ctx, refund)));
    case 'GET charges/:key':
    case 'GET refunds/:key':
      return answerOf(await lineOf(ctx, which ?? ''));
    case 'GET transactions':
      return list(ctx, call.query);
    default:
      return refusal(404, 'no_such_thing');
  }
}

/** The key its customer calls with, derived from the secret both share; the newest first. */
export function gatewayKeys() {
  const secrets = env().SANDBOX_WEBHOOK_SECRET.split(' ').filter(Boolean);
  return secrets.map((secret) => createHmac('sha256', secret).update('sandbox-gateway').digest('hex'));
}

function isKnown(authorization: string | null) {
  const said = Buffer.from(authorization ?? '');
  return gatewayKeys().some((one) => {
    const right = Buffer.from(`Bearer ${one}`);
    return said.byteLength === right.byteLength && timingSafeEqual(said, right);
  });
}

// oxlint-disable-next-line house/writes-authorise-and-audit -- its caller has shown the gateway's key; the books are its own
async function chargeCard(ctx: Ctx, charge: NewCharge, card: string): Promise<GatewayAnswer> {
  // A card that there is not is declined, as a wrong number is: it is an answer, and no fault of the gateway.
  const plays = isCard(card) ? SANDBOX_CARDS[card] : ({ refused: 'wrong_details' } as const);
  const { breaks, refused } = { breaks: undefined, refused: undefined, ...plays };
  if (breaks === 'error') return refusal(500, 'internal');
  const line = await inTransaction(ctx, async (tx) => {
    const ended = await endCharge(tx, charge, refused ?? null);
    // As real ones do, it also tells by itself, whatever became of its answer.
    const wait = breaks === 'slow' ? SLOW_MS + TELLS_AFTER_MS : TELLS_AFTER_MS;
    const told = {
      payment_id: charge.payment_id,
      kind: ended.status === 'failed' ? 'failed' : 'succeeded',
    } as const;
    const runAt = new Date(now().getTime() + wait);
    await enqueue(tx, sendSandboxEventJob, told, { key: `sandbox-charge:${charge.key}`, runAt });
    return ended;
  });
  return { ...answerOf(line), breaks };
}

async function list(ctx: Ctx, query: URLSearchParams): Promise<GatewayAnswer> {
  const asked = Between.safeParse(Object.fromEntries(query));
  if (!asked.success) return refusal(422, 'invalid');
  const lines = await linesBetween(ctx, { ...asked.data, limit: PAGE });
  const next = lines.length === PAGE ? (lines.at(-1)?.id ?? null) : null;
  return { status: 200, body: { status: 'success', transactions: lines, next } };
}

/** A failed charge or refund is answered with 402: nothing is wrong with the call. */
function answerOf(line: BookLine | undefined): GatewayAnswer {
  if (!line) return refusal(404, 'no_such_thing');
  if (line.status === 'failed')
    return { status: 402, body: { status: 'failed', code: line.reason, transaction: line } };
  return { status: 200, body: { status: 'success', transaction: line } };
}

function refusal(status: number, code: string): GatewayAnswer {
  return { status, body: { status: 'error', code } };
}

async function withBody<S extends z.ZodType>(
  schema: S,
  body: string,
  carryOut: (asked: z.output<S>) => Promise<GatewayAnswer>,
) {
  const read = z
    .string()
    .transform((raw, problem): unknown => {
      try {
        return JSON.parse(raw);
      } catch {
        problem.addIssue('no JSON');
        return z.NEVER;
      }
    })
    .pipe(schema)
    .safeParse(body);
  return read.success ? carryOut(read.data) : refusal(422, 'invalid');
}

function isCard(card: string): card is SandboxCard {
  return Object.hasOwn(SANDBOX_CARDS, card);
}
