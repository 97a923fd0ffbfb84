import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { signedHeaders, stripeEvent } from '../../testing/stripe-server';
import { parseStripe, verifyStripe } from './stripe-events';
import { reasonOf } from './stripe-words';

const [NEWEST, OLDER, STRANGE] = ['whsec_newest', 'whsec_older', 'whsec_strange'];
beforeAll(() => {
  vi.stubEnv('STRIPE_SECRET_KEY', 'sk_test_events');
  vi.stubEnv('STRIPE_WEBHOOK_SECRET', `${NEWEST} ${OLDER}`);
});
afterEach(() => vi.useRealTimers());

const metadata = { payment_id: '7', order_no: 'ORD2026050100000007', reference: 'a-reference' };
const session = {
  object: 'checkout.session',
  id: 'cs_test_1',
  status: 'complete',
  payment_status: 'paid',
  amount_total: 110,
  currency: 'usd',
  payment_intent: 'pi_test_1',
  metadata,
};
const refund = {
  object: 'refund',
  id: 're_test_1',
  status: 'succeeded',
  amount: 29,
  currency: 'usd',
  metadata: { ...metadata, refund_id: '31', refund_key: 'a-key-whole.1' },
};

const event = (type: string, object: unknown = session, secret = NEWEST) =>
  stripeEvent(type, object, { secret });
const verdictOf = (body: string | Buffer, headers: Record<string, string>) =>
  verifyStripe(Buffer.from(body), new Headers(headers));
const said = (type: string, object?: unknown) => parseStripe(Buffer.from(event(type, object).body));

test('what Stripe sends is verified under its event id, and says what happened', () => {
  const { id, body, headers } = event('checkout.session.completed');
  expect(verdictOf(body, headers)).toEqual({ verdict: 'VERIFIED', event_id: id });
  expect(parseStripe(Buffer.from(body))).toEqual({
    kind: 'succeeded',
    order_no: 'ORD2026050100000007',
    payment_id: 7,
    transaction_id: 'pi_test_1',
    amount: '1.10',
    currency: 'USD',
    reference: 'a-reference',
  });
});

test('while a secret is replaced both are accepted, and no other', () => {
  for (const [secret, verdict] of [
    [NEWEST, 'VERIFIED'],
    [OLDER, 'VERIFIED'],
    [STRANGE, 'BAD_SIGNATURE'],
  ] as const) {
    const { body, headers } = event('checkout.session.completed', session, secret);
    expect(verdictOf(body, headers).verdict).toBe(verdict);
  }
});

test('while Stripe signs with two secrets, one that we know is enough', () => {
  const { body, headers } = event('checkout.session.completed');
  const strange = signedHeaders(body, STRANGE)['stripe-signature'].split(',')[1];
  const both = headers['stripe-signature'].replace(',', `,${strange},v0=abc,`);
  expect(verdictOf(body, { 'stripe-signature': both }).verdict).toBe('VERIFIED');
});

test.each([
  [0, 'VERIFIED'],
  [299, 'VERIFIED'],
  [302, 'BAD_TIMESTAMP'],
  [-298, 'VERIFIED'],
  [-302, 'BAD_TIMESTAMP'],
])('signed %s seconds ago: %s', (seconds, verdict) => {
  vi.useFakeTimers({ now: new Date('2026-05-01T12:00:00.500Z'), toFake: ['Date'] });
  const at = new Date(Date.now() - seconds * 1_000);
  const { body, headers } = stripeEvent('checkout.session.completed', session, { secret: NEWEST, at });
  expect(verdictOf(body, headers).verdict).toBe(verdict);
});

test('every byte is signed, and so is the time', () => {
  const { body, headers } = event('checkout.session.completed');
  const bytes = Buffer.from(body);
  for (let at = 0; at < bytes.length; at += 7) {
    const changed = Buffer.from(bytes);
    changed[at] = changed[at]! ^ 1;
    expect(verdictOf(changed, headers).verdict).toBe('BAD_SIGNATURE');
  }
  for (const changed of [`${body} `, `\uFEFF${body}`, ''])
    expect(verdictOf(changed, headers).verdict).toBe('BAD_SIGNATURE');
  const header = headers['stripe-signature'];
  const [time = ''] = header.split(',');
  const older = `t=${Number(time.slice(2)) - 1}`;
  for (const forged of [
    header.replace(time, older),
    `${older},${header}`,
    `${header},${time}`,
    '',
    time,
    't=x,v1=y',
  ])
    expect(verdictOf(body, { 'stripe-signature': forged }).verdict).toBe('BAD_SIGNATURE');
  expect(verdictOf(body, {}).verdict).toBe('BAD_SIGNATURE');
});

test('bytes that no text has are not mistaken for others', () => {
  const { body, headers } = event('customer.created', { name: '\uFFFD' });
  expect(verdictOf(body, headers).verdict).toBe('VERIFIED');
  const bytes = Buffer.from(Buffer.from(body).toString('latin1').replace('\xEF\xBF\xBD', '\xFF'), 'latin1');
  expect(verdictOf(bytes, headers).verdict).toBe('BAD_BODY');
});

test.each([
  'no json',
  '[]',
  'null',
  '{}',
  '{"id":"evt_1","type":"x"}',
  '{"object":"v2.core.event","id":"evt_1"}',
])('signed, but no event: %s', (body) => {
  expect(verdictOf(body, signedHeaders(body, NEWEST)).verdict).toBe('BAD_BODY');
  expect(parseStripe(Buffer.from(body))).toBeNull();
});

test('a session ends as its own events say', () => {
  const failed = {
    kind: 'failed',
    payment_id: 7,
    transaction_id: 'pi_test_1',
    amount: '1.10',
    reference: 'a-reference',
  };
  const unpaid = { ...session, payment_status: 'unpaid' };
  expect(said('checkout.session.completed', unpaid)).toEqual({ kind: 'other' });
  expect(said('checkout.session.async_payment_succeeded')).toMatchObject({
    kind: 'succeeded',
    payment_id: 7,
  });
  expect(said('checkout.session.async_payment_failed', unpaid)).toMatchObject({ ...failed, reason: 'other' });
  const expired = { ...unpaid, status: 'expired', payment_intent: null };
  expect(said('checkout.session.expired', expired)).toMatchObject({
    ...failed,
    transaction_id: 'cs_test_1',
    reason: 'expired',
  });
});

test('a card that fails inside a session ends nothing', () => {
  const intent = { id: 'pi_test_1', metadata, last_payment_error: { code: 'card_declined' } };
  expect(said('payment_intent.payment_failed', intent)).toEqual({ kind: 'other' });
});

test('a refund is told by our number of it, with the key it was asked for under, and how much it is', () => {
  const told = {
    refund_id: 31,
    refund_key: 'a-key-whole.1',
    provider_refund_id: 're_test_1',
    amount: '0.29',
    currency: 'USD',
  };
  expect(said('refund.updated', refund)).toEqual({ kind: 'refund_succeeded', ...told });
  expect(said('refund.created', { ...refund, status: 'pending' })).toEqual({ kind: 'other' });
  for (const status of ['failed', 'canceled'])
    expect(said('refund.failed', { ...refund, status })).toEqual({ kind: 'refund_failed', ...told });
  expect(said('charge.refunded', { id: 'ch_1', refunded: true, metadata })).toEqual({ kind: 'other' });
});

test('what is not ours, or not about payments, is left alone', () => {
  expect(said('checkout.session.completed', { ...session, metadata: {} })).toEqual({ kind: 'other' });
  expect(said('checkout.session.completed', { ...session, metadata: null })).toEqual({ kind: 'other' });
  expect(said('refund.updated', { ...refund, metadata: {} })).toEqual({ kind: 'other' });
  // Numbers alone are those of another product.
  const numbers = { payment_id: '7', order_no: metadata.order_no, refund_id: '31' };
  expect(said('checkout.session.completed', { ...session, metadata: numbers })).toEqual({ kind: 'other' });
  expect(said('refund.updated', { ...refund, metadata: numbers })).toEqual({ kind: 'other' });
  expect(said('customer.created', {})).toEqual({ kind: 'other' });
  expect(said('toString', {})).toEqual({ kind: 'other' });
});

test.each([
  ['an amount with parts', { amount_total: 1.5 }],
  ['no amount', { amount_total: null }],
  ['a currency of another form', { currency: 'dollar' }],
  ['a number that is none', { metadata: { ...metadata, payment_id: '7e3' } }],
  ['no order', { metadata: { payment_id: '7', reference: 'a-reference' } }],
])('ours, but with %s: not readable', (_, wrong) => {
  expect(said('checkout.session.completed', { ...session, ...wrong })).toBeNull();
});

test.each([
  [{ code: 'card_declined', decline_code: 'insufficient_funds' }, 'insufficient_funds'],
  [{ code: 'expired_card' }, 'expired_card'],
  [{ code: 'incorrect_cvc', decline_code: 'incorrect_cvc' }, 'wrong_details'],
  [{ code: 'card_declined', decline_code: 'authentication_required' }, 'needs_authentication'],
  [{ code: 'card_declined', decline_code: 'card_velocity_exceeded' }, 'limit_exceeded'],
  [{ code: 'card_declined', decline_code: 'stolen_card' }, 'card_declined'],
  [{ code: 'card_declined', decline_code: 'fraudulent' }, 'card_declined'],
  [{ code: 'card_declined', decline_code: 'a_new_word' }, 'card_declined'],
  [{ code: 'processing_error' }, 'other'],
  [{}, 'other'],
])('%o is told as %s', (error, reason) => {
  expect(reasonOf(error)).toBe(reason);
});
