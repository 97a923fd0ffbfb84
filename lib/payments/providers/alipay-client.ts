import { createRequire } from 'node:module';
import type { AlipaySdk } from 'alipay-sdk';
import { z } from 'zod';
import { now } from '../../clock';
import { env } from '../../env';
import { PaymentGatewayError, PaymentNetworkError, PaymentTimeoutError } from '../../errors';
import type { Call } from './provider';

const MOST_BYTES = 65_536;
const SUCCESS = '10000';
/** Its gateway is down: Alipay tells that, too, with the HTTP status of a success. */
const UNAVAILABLE = '20000';

const Envelope = z.looseObject({ sign: z.string().optional(), error_response: z.unknown().optional() });
const Result = z.looseObject({
  code: z.string(),
  sub_code: z.string().optional(),
  sub_msg: z.string().optional(),
});
type Result = z.output<typeof Result>;

const load = createRequire(import.meta.url);
let made: AlipaySdk | undefined;

/** The package signs and verifies. Loaded when it is first needed: it brings an HTTP client along that takes its time. */
export function alipaySdk() {
  if (made) return made;
  const { AlipaySdk: Sdk } = load('alipay-sdk') as { AlipaySdk: typeof AlipaySdk };
  const { ALIPAY_APP_ID, ALIPAY_PRIVATE_KEY, ALIPAY_PUBLIC_KEY, ALIPAY_GATEWAY } = env();
  made = new Sdk({
    appId: ALIPAY_APP_ID,
    privateKey: ALIPAY_PRIVATE_KEY,
    keyType: 'PKCS8',
    alipayPublicKey: ALIPAY_PUBLIC_KEY,
    gateway: ALIPAY_GATEWAY,
  });
  return made;
}

/** A moment as Alipay writes it; this package alone would take the time zone of the machine. */
export function alipayTime(at: Date) {
  // The Swedish way of writing a date is ISO 8601.
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at);
}

/**
 * Asks Alipay's gateway one thing. We carry the signed question ourselves, since the package takes no abort signal.
 * @throws PaymentTimeoutError, PaymentNetworkError also when the answer is not signed by Alipay, PaymentGatewayError with
 *   Alipay's code when it said no
 */
export async function askAlipay({ signal }: Call, method: string, bizContent: object): Promise<Result> {
  const question = alipaySdk().sdkExecute(method, { bizContent, timestamp: alipayTime(now()) });
  const fields = new URLSearchParams(question);
  const body = new URLSearchParams({ biz_content: fields.get('biz_content') ?? '' });
  fields.delete('biz_content');
  const answer = await fetch(`${env().ALIPAY_GATEWAY}?${fields}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
    body: body.toString(),
    redirect: 'error',
    signal,
  }).catch((cause: unknown) => {
    throw signal.aborted
      ? new PaymentTimeoutError(cause)
      : new PaymentNetworkError('no answer from alipay', cause);
  });
  if (answer.status !== 200) {
    await answer.body?.cancel();
    throw new PaymentGatewayError(`HTTP ${answer.status}`, answer.status);
  }
  const result = resultOf(method, await textOf(answer, signal));
  if (result.code === SUCCESS) return result;
  const { code, sub_code = code, sub_msg = '' } = result;
  const status = code === UNAVAILABLE ? 503 : answer.status;
  throw new PaymentGatewayError(`${sub_code} ${sub_msg}`.trim(), sub_code, undefined, status);
}

/** What Alipay signed, read from the very text that the signature is about. */
function resultOf(method: string, text: string): Result {
  const key = `${method.replaceAll('.', '_')}_response`;
  const envelope = Envelope.safeParse(jsonOf(text));
  if (!envelope.success) throw unreadable(envelope.error);
  // Without knowing who asks Alipay cannot sign: such an answer says only that nothing was done.
  const refused = Result.safeParse(envelope.data.error_response);
  if (refused.success && refused.data.code !== SUCCESS) return refused.data;
  const sdk = alipaySdk();
  try {
    sdk.checkResponseSign(text, key, envelope.data.sign ?? '', '');
  } catch (cause) {
    throw new PaymentNetworkError('an answer that alipay did not sign', cause);
  }
  const result = Result.safeParse(jsonOf(sdk.getSignStr(text, key)));
  if (!result.success) throw unreadable(result.error);
  return result.data;
}

async function textOf(answer: Response, signal: AbortSignal) {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of answer.body ?? []) {
      size += chunk.byteLength;
      if (size > MOST_BYTES) throw new Error(`more than ${MOST_BYTES} bytes`);
      chunks.push(chunk);
    }
  } catch (cause) {
    throw signal.aborted ? new PaymentTimeoutError(cause) : unreadable(cause);
  }
  return Buffer.concat(chunks).toString();
}

export function unreadable(cause: unknown) {
  return new PaymentNetworkError('an answer of alipay cannot be read', cause);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
