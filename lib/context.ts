import { randomUUID } from 'node:crypto';
import { database, type Prisma } from './db';
import type { Role } from './generated/prisma/enums';

/** Who asks. People sign in or bring a key; everybody else is named for what they are. */
export type Actor =
  | { kind: 'user'; userId: number; role: Role; via: 'session' | 'api-key'; sessionId?: string }
  | { kind: 'public'; ip: string }
  | { kind: 'provider'; provider: string }
  | { kind: 'system'; task: string };

/** What every verb takes first. `db` is the open transaction inside one, the client elsewhere. */
export type Ctx = {
  actor: Actor;
  requestId: string;
  db: Prisma.TransactionClient;
  /** The right in whose name a nested verb runs although its actor lacks it; the audit row shows it. */
  asSystem?: string;
  /** The key under which the caller may repeat this write. */
  idempotencyKey?: string;
  transaction: boolean;
  /** The first right that was asked for on behalf of this request or job: what it set out to do. */
  trace?: { right?: string };
};

/** A context inside a transaction: only this can write. */
export type Tx = Ctx & { transaction: true };

export function contextOf(actor: Actor, requestId: string = randomUUID(), idempotencyKey?: string): Ctx {
  return { actor, requestId, db: database(), idempotencyKey, transaction: false, trace: {} };
}

export function systemContext(task: string, requestId?: string): Ctx {
  return contextOf({ kind: 'system', task }, requestId);
}

/** Lets a verb call another one that its actor may not call; `right` is the right the actor does have. */
export function asSystem<C extends Ctx>(ctx: C, right: string): C {
  return { ...ctx, asSystem: right };
}

/** The actor in one word for audit and tracking rows, for example "user:7". */
export function actorName(actor: Actor) {
  switch (actor.kind) {
    case 'user':
      return `user:${actor.userId}`;
    case 'public':
      return 'public';
    case 'provider':
      return `provider:${actor.provider}`;
    case 'system':
      return `system:${actor.task}`;
  }
}
