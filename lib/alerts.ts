import type { Tx } from './context';
import type { Prisma } from './db';

/** Everything that people are called for, by noun. `lib/monitoring/alert-rules.ts` says when and how urgently. */
export type AlertRule =
  | 'codes.issue_failed'
  | 'errors.many'
  | 'mails.not_delivered'
  | 'members.join_failed'
  | 'members.leave_failed'
  | 'outside.circuit_open'
  | 'payments.comparison_failed'
  | 'payments.differences'
  | 'payments.excess'
  | 'payments.late'
  | 'payments.mismatch'
  | 'payments.refund_awaits_approval'
  | 'payments.refund_contradicted'
  | 'payments.refund_failed'
  | 'payments.transaction_reused'
  | 'payments.undecided'
  | 'payments.unmatched'
  | 'queue.backlog'
  | 'queue.job_given_up'
  | 'sagas.stuck'
  | 'webhooks.failing';

/**
 * Tells the people who run the place that something needs them. The same rule and key is one open alert, counted up.
 * It writes this one row only, so it may be called in any transaction: whoever is told outside is told by the worker.
 * @param key the thing it is about, for example an order number
 * @param facts `request_id` names the request that met it; left out, it is the present one
 */
export async function raiseAlert(
  tx: Tx,
  rule: AlertRule,
  key: string,
  facts: Record<string, string | number | null>,
) {
  await tx.db.$executeRaw`
    INSERT INTO alerts (rule, key, facts, request_id)
    VALUES (${rule}, ${key}, ${facts as Prisma.JsonObject}::jsonb, ${facts.request_id ?? tx.requestId})
    ON CONFLICT (rule, key) WHERE resolved_at IS NULL
    DO UPDATE SET count = alerts.count + 1, last_at = now(), facts = EXCLUDED.facts, request_id = EXCLUDED.request_id`;
}

/** What an alert asked for has come about without anybody's doing. */
export async function closeAlert(tx: Tx, rule: AlertRule, key: string) {
  await tx.db.$executeRaw`
    UPDATE alerts SET resolved_at = now() WHERE rule = ${rule} AND key = ${key} AND resolved_at IS NULL`;
}
