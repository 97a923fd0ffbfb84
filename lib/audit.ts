import { Prisma } from './db';
import { actorName, type Ctx, type Tx } from './context';
import { masked } from './mask';
import type { Right } from './permissions';

export type AuditFacts = {
  action: Right;
  entity: string;
  entityId: string | number;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
};

/** Writes who did what, in the transaction that does it. Secrets in `before` and `after` are masked. */
export async function recordAudit(tx: Tx, facts: AuditFacts) {
  await tx.db.auditEntry.create({
    data: {
      ...auditActor(tx),
      action: facts.action,
      entity: facts.entity,
      entityId: String(facts.entityId),
      before: jsonOf(facts.before),
      after: jsonOf(facts.after),
    },
    select: { id: true },
  });
}

export function auditActor(ctx: Ctx) {
  return {
    actor: actorName(ctx.actor),
    asSystem: ctx.asSystem ?? null,
    userId: ctx.actor.kind === 'user' ? ctx.actor.userId : null,
    requestId: ctx.requestId,
  };
}

function jsonOf(value?: Record<string, unknown>) {
  if (!value) return Prisma.DbNull;
  return JSON.parse(JSON.stringify(masked(value))) as Prisma.InputJsonObject;
}
