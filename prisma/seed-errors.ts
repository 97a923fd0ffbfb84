import { createHash } from 'node:crypto';
import type { Ctx } from '../lib/context';
import type { ErrorNote } from '../lib/error-notes';
import { recordErrors } from '../lib/monitoring/record-errors';
import { randomFrom, type Random } from './seed-random';
import { DAY, MINUTE } from './seed-time';

const DAYS = 90;

type Kind = Pick<ErrorNote, 'level' | 'code' | 'type' | 'place' | 'frame'> & {
  message: string;
  /** On how many of a hundred days somebody met it, and how often at most on such a day. */
  share: number;
  most: number;
};

const refusal = { level: 'WARNING', frame: null } as const;

/** Customers who mistype, people who forget, and a payment provider that had two bad days. */
const KINDS: Kind[] = [
  {
    ...refusal,
    code: 'CODE_NOT_FOUND',
    type: 'BusinessError',
    place: 'action members.redeem-code',
    message: 'there is no such code',
    share: 80,
    most: 6,
  },
  {
    ...refusal,
    code: 'CODE_DEPLETED',
    type: 'BusinessError',
    place: 'action members.redeem-code',
    message: 'the code has no use left',
    share: 45,
    most: 3,
  },
  {
    ...refusal,
    code: 'INVALID_CREDENTIALS',
    type: 'BusinessError',
    place: 'action accounts.sign-in',
    message: 'email and password do not match',
    share: 30,
    most: 4,
  },
  {
    ...refusal,
    code: 'ORDER_NOT_PAYABLE',
    type: 'ConflictError',
    place: 'action payments.create-payment',
    message: 'the order cannot be paid now',
    share: 12,
    most: 2,
  },
];

/** The days, by how many ago, on which the provider answered with errors of its own, and how often. */
const BAD_DAYS = new Map([
  [51, 9],
  [12, 4],
]);
const PROVIDER_AWAY: Omit<Kind, 'share' | 'most'> = {
  level: 'ERROR',
  code: 'PAYMENT_GATEWAY_ERROR',
  type: 'PaymentGatewayError',
  place: 'action payments.open-payment',
  frame: 'callOutside (lib/outside-call.ts',
  message: 'the payment provider answered: HTTP 503',
};

/** What was refused and what went wrong in three months, as the log would have counted it. */
export async function seedErrors(ctx: Ctx) {
  const random = randomFrom(11);
  const often = KINDS.map((kind) => ({
    kind,
    counts: Array.from({ length: DAYS }, () =>
      random() * 100 < kind.share ? Math.ceil(random() * kind.most) : 0,
    ),
  }));
  const away = Array.from({ length: DAYS }, (_, days) => BAD_DAYS.get(days) ?? 0);
  const notes = [...often, { kind: PROVIDER_AWAY, counts: away }].map(({ kind, counts }) =>
    noteOf(kind, counts, random),
  );
  await recordErrors(ctx, notes);
}

/** @param counts how often, by how many days ago */
function noteOf(kind: Omit<Kind, 'share' | 'most'>, counts: number[], random: Random): ErrorNote {
  const { level, code, type, place, frame, message } = kind;
  const hash = (...parts: (string | null)[]) =>
    createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
  const times = counts
    .flatMap((count, days) => (count > 0 ? [[days, count] as const] : []))
    .map(([days, count]) => [minuteOf(days, random), count] as const);
  const last = times.map(([at]) => at).sort((a, b) => a.localeCompare(b));
  return {
    fingerprint: hash(level, code, type, place, frame),
    coarse: hash(level, code),
    level,
    code,
    type,
    place,
    frame,
    minutes: Object.fromEntries(times),
    orders: [],
    payments: [],
    users: [],
    last: last.at(-1) ?? new Date().toISOString(),
    sample: { message, request_id: null, context: { place }, stack: null },
  };
}

/** Some minute between an hour and a day before `days` ago. */
function minuteOf(days: number, random: Random) {
  const ago = (days * DAY + (0.05 + 0.95 * random()) * DAY) * 1_000;
  const minute = MINUTE * 1_000;
  return new Date(Math.floor((Date.now() - ago) / minute) * minute).toISOString();
}
