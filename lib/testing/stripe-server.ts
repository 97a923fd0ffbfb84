import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Stripe } from 'stripe';
import type { Act } from './http-acts';

export const STRIPE_KEY = 'sk_test_a-key-that-is-never-told';

type Fields = Record<string, string>;
type Asked = {
  method: string;
  path: string;
  fields: Fields;
  key?: string;
  headers: IncomingMessage['headers'];
};
type Thing = Record<string, unknown> & { id: string; created: number; metadata: Fields };
type Intent = Thing & { status: string; last_payment_error: unknown };
type Session = Thing & {
  status: string;
  payment_status: string;
  payment_intent: Intent | null;
  amount_total: number;
};
type Answer = [status: number, body: unknown];

/** As much of Stripe as we use: form-encoded questions, idempotency keys, expanded fields, lists in pages. */
export async function startStripeServer() {
  const sessions: Session[] = [];
  const charges: Thing[] = [];
  const refunds: Thing[] = [];
  const asked: Asked[] = [];
  const acts: Act[] = [];
  const known = new Map<string, { question: string; answer: Answer }>();
  const account = { mostInPage: 100, refundStatus: 'succeeded' };
  let last = 0;
  const named = (prefix: string) => `${prefix}_test_${(last += 1)}`;
  const seconds = () => Math.floor(Date.now() / 1_000);

  function openSession(fields: Fields): Answer {
    const ends = Number(fields.expires_at ?? seconds() + 86_400) - seconds();
    if (ends < 1_800 || ends > 86_400)
      return refuses(400, {
        param: 'expires_at',
        message: 'The `expires_at` timestamp must be within bounds',
      });
    const amount = fields['line_items[0][price_data][unit_amount]'] ?? '';
    if (!/^\d{1,12}$/.test(amount)) return refuses(400, { param: 'line_items[0][price_data][unit_amount]' });
    const session: Session = {
      object: 'checkout.session',
      id: named('cs'),
      created: seconds(),
      status: 'open',
      payment_status: 'unpaid',
      amount_total: Number(amount) * Number(fields['line_items[0][quantity]']),
      currency: fields['line_items[0][price_data][currency]'],
      client_reference_id: fields.client_reference_id,
      expires_at: Number(fields.expires_at),
      payment_intent: null,
      metadata: within(fields, 'metadata'),
      of_intent: within(fields, 'payment_intent_data[metadata]'),
    };
    session.url = `https://checkout.stripe.com/c/pay/${session.id}`;
    sessions.push(session);
    return [200, session];
  }

  function openRefund({ payment_intent, amount, ...fields }: Fields): Answer {
    const charge = charges.find((one) => one.payment_intent === payment_intent);
    if (!charge) return refuses(404, { code: 'resource_missing', param: 'payment_intent' });
    const given = refunds.filter((one) => one.payment_intent === payment_intent && one.status !== 'failed');
    const left = Number(charge.amount) - given.reduce((sum, one) => sum + Number(one.amount), 0);
    if (left === 0) return refuses(400, { code: 'charge_already_refunded' });
    if (Number(amount) > left) return refuses(400, { param: 'amount' });
    const refund: Thing = {
      object: 'refund',
      id: named('re'),
      created: seconds(),
      payment_intent,
      charge,
      amount: Number(amount),
      currency: charge.currency,
      status: account.refundStatus,
      metadata: within(fields, 'metadata'),
    };
    refunds.push(refund);
    return [200, refund];
  }

  function carryOut({ method, path, fields }: Asked): Answer {
    if (method === 'POST') {
      if (path === '/v1/checkout/sessions') return openSession(fields);
      if (path === '/v1/refunds') return openRefund(fields);
    }
    if (path === '/v1/checkout/sessions') return page(path, sessions, fields);
    if (path === '/v1/refunds') return page(path, refunds, fields);
    if (path === '/v1/charges') return page(path, charges, fields);
    const session = sessions.find((one) => path === `/v1/checkout/sessions/${one.id}`);
    return session ? [200, session] : refuses(404, { code: 'resource_missing', param: 'session' });
  }

  function page(url: string, all: Thing[], fields: Fields): Answer {
    const fits = all
      .toReversed()
      .filter((one) => !fields.payment_intent || one.payment_intent === fields.payment_intent)
      .filter(({ created }) => created >= Number(fields['created[gte]'] ?? 0))
      .filter(({ created }) => created < Number(fields['created[lt]'] ?? Infinity))
      .filter(({ created }) => created <= Number(fields['created[lte]'] ?? Infinity));
    const from = fits.findIndex((one) => one.id === fields.starting_after) + 1;
    const most = Math.min(Number(fields.limit ?? 10), account.mostInPage);
    return [
      200,
      { object: 'list', url, data: fits.slice(from, from + most), has_more: fits.length > from + most },
    ];
  }

  function answerTo(one: Asked): Answer {
    if (one.headers.authorization !== `Bearer ${STRIPE_KEY}`) return refuses(401, {});
    if (one.method !== 'POST') return carryOut(one);
    const question = `${one.path}?${JSON.stringify(one.fields)}`;
    const before = known.get(one.key ?? '');
    if (before && before.question !== question) return refuses(400, { type: 'idempotency_error' });
    const answer = before?.answer ?? carryOut(one);
    if (one.key) known.set(one.key, { question, answer });
    return answer;
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? '', 'http://stripe');
    const body = new URLSearchParams(await text(request));
    const one: Asked = {
      method: request.method ?? '',
      path: url.pathname,
      fields: Object.fromEntries([...url.searchParams, ...body]),
      key: request.headers['idempotency-key'] as string | undefined,
      headers: request.headers,
    };
    asked.push(one);
    await acts.shift()?.(response);
    if (response.writableEnded || response.destroyed) return;
    const [status, said] = answerTo(one);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(shown(said, one)));
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  function sessionOf(id: string | null) {
    const session = sessions.find((one) => one.id === id);
    if (!session) throw new Error(`no session ${id}`);
    return session;
  }

  function intentOf(session: Session): Intent {
    session.payment_intent ??= {
      object: 'payment_intent',
      id: named('pi'),
      created: seconds(),
      status: 'requires_payment_method',
      last_payment_error: null,
      metadata: session.of_intent as Fields,
    };
    return session.payment_intent;
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    account,
    sessions,
    charges,
    refunds,
    play: (...next: Act[]) => acts.push(...next),
    /** The payer pays. @returns the session as its event tells of it */
    pay(id: string | null) {
      const session = sessionOf(id);
      const intent = intentOf(session);
      Object.assign(intent, { status: 'succeeded' });
      Object.assign(session, { status: 'complete', payment_status: 'paid', url: null });
      const { amount_total: amount, currency } = session;
      const { id: payment_intent, metadata } = intent;
      const paid = { status: 'succeeded', paid: true };
      charges.push({
        object: 'charge',
        id: named('ch'),
        created: seconds(),
        payment_intent,
        amount,
        currency,
        metadata,
        ...paid,
      });
      return shown(session) as Thing;
    },
    /** The payer's card is declined; the session stays open, and another card may follow. */
    decline(id: string | null, error: { code: string; decline_code?: string }) {
      const intent = intentOf(sessionOf(id));
      intent.last_payment_error = { type: 'card_error', ...error };
      return intent;
    },
    /** The session ends, paid or not. */
    end(id: string | null, status: 'expired' | 'complete', intentStatus?: string) {
      const session = sessionOf(id);
      Object.assign(session, { status, url: null });
      if (intentStatus) intentOf(session).status = intentStatus;
      return shown(session) as Thing;
    },
    forget: () => {
      for (const list of [sessions, charges, refunds, asked, acts]) list.length = 0;
      known.clear();
      Object.assign(account, { mostInPage: 100, refundStatus: 'succeeded' });
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An event as Stripe sends it, signed by its own package. */
export function stripeEvent(
  type: string,
  object: unknown,
  {
    secret,
    at = new Date(),
    id = `evt_test_${Math.random().toString(36).slice(2)}`,
  }: { secret: string; at?: Date; id?: string },
) {
  const created = Math.floor(at.getTime() / 1_000);
  const body = JSON.stringify({
    id,
    object: 'event',
    api_version: '2026-10-28.endive',
    created,
    type,
    data: { object },
  });
  return { id, body, headers: signedHeaders(body, secret, at) };
}

export function signedHeaders(payload: string, secret: string, at = new Date()) {
  const timestamp = Math.floor(at.getTime() / 1_000);
  const header = Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
  return { 'content-type': 'application/json', 'stripe-signature': header };
}

function refuses(
  status: number,
  error: { type?: string; code?: string; param?: string; message?: string },
): Answer {
  return [status, { error: { type: 'invalid_request_error', message: 'refused', ...error } }];
}

/** A field of an object, written with brackets: `metadata[order_no]`. */
function within(fields: Fields, name: string): Fields {
  const inside = Object.entries(fields).filter(([key]) => key.startsWith(`${name}[`) && key.endsWith(']'));
  return Object.fromEntries(inside.map(([key, value]) => [key.slice(name.length + 1, -1), value]));
}

/** A payment intent and a charge are told by their ids unless they were asked for. */
function shown(said: unknown, one?: Asked): unknown {
  const asked = Object.entries(one?.fields ?? {}).flatMap(([key, value]) =>
    key.startsWith('expand') ? [value.split('.').at(-1)] : [],
  );
  const short = ['payment_intent', 'charge'].filter((name) => !asked.includes(name));
  return JSON.parse(JSON.stringify(said), (key, value: unknown) =>
    short.includes(key) && typeof value === 'object' && value ? (value as Thing).id : value,
  ) as unknown;
}
