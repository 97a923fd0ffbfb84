import { createRequire } from 'node:module';
import type Stripe from 'stripe';
import { env } from '../../env';
import { PaymentGatewayError, PaymentNetworkError, PaymentTimeoutError } from '../../errors';
import type { Call } from './provider';

/** What our requests and Stripe's answers are written in, whatever the account or a later package would choose. */
const API_VERSION = '2026-10-28.endive';

const load = createRequire(import.meta.url);
let loaded: typeof Stripe | undefined;

/** The package, loaded when it is first needed: it takes longer than most that start with us. */
export function stripePackage() {
  loaded ??= load('stripe') as typeof Stripe;
  return loaded;
}

/** Asks Stripe one thing. @throws PaymentTimeoutError, PaymentNetworkError or PaymentGatewayError */
export async function askStripe<T>(call: Call, question: (stripe: Stripe) => Promise<T>): Promise<T> {
  const { stripe, faultOf } = clientFor(call);
  try {
    return await question(stripe);
  } catch (error) {
    throw faultOf(error);
  }
}

/** The same of a list, page by page. */
export async function* askStripeAll<T>(
  call: Call,
  question: (stripe: Stripe) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const { stripe, faultOf } = clientFor(call);
  try {
    for await (const item of question(stripe)) yield item;
  } catch (error) {
    throw faultOf(error);
  }
}

/** One for each call, because the package takes an abort signal only by way of its `fetch`. */
function clientFor({ signal }: Call) {
  const Package = stripePackage();
  const at = new URL(env().STRIPE_API_URL);
  let status = 0;
  const reach: typeof fetch = async (url, init) => {
    const both = init?.signal ? AbortSignal.any([signal, init.signal]) : signal;
    // A redirect would take the key elsewhere.
    const answer = await fetch(url, { ...init, redirect: 'error', signal: both });
    status = answer.status;
    return answer;
  };
  const stripe = new Package(env().STRIPE_SECRET_KEY, {
    apiVersion: API_VERSION,
    httpClient: Package.createFetchHttpClient(reach),
    protocol: at.protocol === 'http:' ? 'http' : 'https',
    host: at.hostname,
    port: at.port || (at.protocol === 'http:' ? '80' : '443'),
    // Whether and when it is asked again is decided by who calls.
    maxNetworkRetries: 0,
    telemetry: false,
  });
  return { stripe, faultOf: (error: unknown) => faultOf(error, signal, status) };
}

function faultOf(error: unknown, signal: AbortSignal, status: number) {
  const { StripeError, StripeConnectionError } = stripePackage().errors;
  // The package stumbles over JSON that is nothing Stripe would say.
  if (!(error instanceof StripeError))
    return status ? new PaymentNetworkError('an answer of stripe cannot be read', error) : error;
  if (signal.aborted) return new PaymentTimeoutError(error);
  if (error instanceof StripeConnectionError) return new PaymentNetworkError('no answer from stripe', error);
  // The first call under this key is still at work: what will come of it is not known yet.
  if (error.code === 'idempotency_key_in_use')
    return new PaymentNetworkError('stripe is still at work on an earlier call', error);
  const answered = error.statusCode ?? status;
  if (answered < 400) return new PaymentNetworkError('an answer of stripe cannot be read', error);
  const said = error.code ?? error.rawType ?? `HTTP ${answered}`;
  return new PaymentGatewayError(said, said, error, answered);
}
