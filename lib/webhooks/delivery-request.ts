import { Webhook } from 'standardwebhooks';
import type { Prisma } from '../db';
import { PAYLOAD_VERSION } from './schema';

export type ToldEvent = { uid: string; type: string; data: Prisma.JsonValue; occurred_at: Date };

/** What is sent of an event: the same words at each try. */
export function bodyOf({ uid, type, data, occurred_at }: ToldEvent) {
  return JSON.stringify({
    id: uid,
    type,
    version: PAYLOAD_VERSION,
    created_at: occurred_at.toISOString(),
    data,
  });
}

/**
 * The headers of Standard Webhooks. The id is the event's at each try and when it is sent again, so that a receiver knows what
 * it has seen; the time is that of the try.
 * @param secrets each signs; two while one is being replaced
 */
export function headersOf({ uid }: ToldEvent, body: string, secrets: string[], at: Date) {
  return {
    'content-type': 'application/json',
    'user-agent': 'Tributary-Webhooks/1',
    'webhook-id': uid,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(uid, at, body)).join(' '),
  };
}
