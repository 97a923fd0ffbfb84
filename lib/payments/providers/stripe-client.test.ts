import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { database } from '../../db';
import { PaymentGatewayError } from '../../errors';
import { callOutside } from '../../outside-call';
import { testCtx } from '../../testing/database';
import { unique } from '../../testing/factories';
import { answers } from '../../testing/http-acts';
import { startStripeServer, STRIPE_KEY } from '../../testing/stripe-server';
import { askStripe } from './stripe-client';

let server: Awaited<ReturnType<typeof startStripeServer>>;
beforeAll(async () => {
  server = await startStripeServer();
  vi.stubEnv('STRIPE_SECRET_KEY', STRIPE_KEY);
  vi.stubEnv('STRIPE_WEBHOOK_SECRET', 'whsec_test');
  vi.stubEnv('STRIPE_API_URL', server.url);
});
afterAll(() => server.close());

const NAME = 'payments.stripe';
const ERROR = { error: { type: 'api_error', message: 'no' } };
const DECLINED = { error: { type: 'card_error', code: 'card_declined' } };

/** Stripe as everybody calls it, each time about something else. */
async function ask(status: number, body: unknown) {
  server.play(answers(status, body));
  const outside = { name: NAME, repeatable: false, subject: unique('subject') };
  const answer = callOutside(testCtx(), outside, (call) => askStripe(call, (api) => api.refunds.list()));
  const refused = await answer.catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(PaymentGatewayError);
}

const breaker = () => database().circuitBreaker.findUnique({ where: { name: NAME } });

test('a Stripe that only answers that it cannot is left alone, and stays so when the one that tries hears the same', async () => {
  await ask(500, ERROR);
  await ask(503, '<html>away</html>');
  await ask(429, { error: { ...ERROR.error, code: 'rate_limit' } });
  expect(await breaker()).toMatchObject({ state: 'CLOSED', failures: 3 });
  // That lies with what it was asked.
  await ask(402, DECLINED);
  expect(await breaker()).toMatchObject({ failures: 0 });
  for (let time = 0; time < 5; time += 1) await ask(503, ERROR);
  expect(await breaker()).toMatchObject({ state: 'OPEN', lastError: 'PAYMENT_GATEWAY_ERROR' });
  await database().$executeRaw`UPDATE circuit_breakers SET opened_at = opened_at - interval '16 seconds'`;
  await ask(503, ERROR);
  expect(await breaker()).toMatchObject({ state: 'OPEN', opened: 2 });
});
