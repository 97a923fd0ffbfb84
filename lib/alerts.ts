import type { Tx } from './context';
import type { Prisma } from './db';

export type AlertRule =
  | 'payments.unmatched'
  | 'payments.mismatch'
  | 'payments.transaction_reused'
  | 'payments.late'
  | 'payments.excess'
  | 'codes.issue_failed'
  | 'members.join_failed'
  | 'members.leave_failed'
  | 'mails.not_delivered'
  | 'queue.job_given_up'
  | 'queue.backlog'
  | 'sagas.stuck';

/**
 * Tells the people who run the place that something needs them. The same rule and key is one open alert, counted up.
 * @param key the thing it is about, for example an order number
 */
export async function raiseAlert(
  tx: Tx,
  rule: AlertRule,
  key: string,
  facts: Record<string, string | number | null>,
) {
  await tx.db.$executeRaw`
    INSERT INTO alerts (rule, key, facts) VALUES (${rule}, ${key}, ${facts as Prisma.JsonObject}::jsonb)
    ON CONFLICT (rule, key) WHERE resolved_at IS NULL
    DO UPDATE SET count = alerts.count + 1, last_at = now(), facts = EXCLUDED.facts`;
}

/** What an alert asked for has come about without anybody's doing. */
export async function closeAlert(tx: Tx, rule: AlertRule, key: string) {
  await tx.db.$executeRaw`
    UPDATE alerts SET resolved_at = now() WHERE rule = ${rule} AND key = ${key} AND resolved_at IS NULL`;
}
