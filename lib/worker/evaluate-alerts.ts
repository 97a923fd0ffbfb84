import { closeAlert, raiseAlert } from '../alerts';
import { now } from '../clock';
import type { Ctx, Tx } from '../context';
import { logError } from '../log';
import { ALERT_RULES, termsOf, type WatchedRule } from '../monitoring/alert-rules';
import { ruleSettings, type RuleSetting } from '../monitoring/rule-settings';
import { WATCHES, type Finding } from '../monitoring/alert-watches';
import { inTransaction } from '../transaction';

const LEASE = 'monitoring.evaluate-alerts';
const EVERY_SECONDS = 60;
/** Of two looks closer together than this, the second one is no news. */
const FRESH_MS = 45_000;

/**
 * Looks for everything that is watched: calls people for what is so, counts up while it goes on, and closes what is over. Every
 * worker asks each few seconds, outside the queue, where a look would wait behind the very backlog it is to find; a lease
 * lets one of them look in each minute.
 */
export async function evaluateAlerts(ctx: Ctx): Promise<'evaluated' | 'left'> {
  if (!(await takeLease(ctx))) return 'left';
  const settings = await ruleSettings(ctx);
  for (const rule of ALERT_RULES.filter(isWatched)) {
    // One that cannot be looked for must not keep the others from being.
    await evaluateRule(
      ctx,
      rule,
      settings.filter((setting) => setting.rule === rule),
    ).catch((error: unknown) =>
      logError(error, { event: 'alert_rule_failed', rule, request_id: ctx.requestId }),
    );
  }
  return 'evaluated';
}

function isWatched(rule: (typeof ALERT_RULES)[number]): rule is WatchedRule {
  return termsOf(rule).by === 'watch';
}

async function takeLease(ctx: Ctx) {
  const taken = await ctx.db.$executeRaw`
    INSERT INTO leases AS lease (key, last_run_at) VALUES (${LEASE}, now())
    ON CONFLICT (key) DO UPDATE SET last_run_at = now()
    WHERE lease.last_run_at <= now() - make_interval(secs => ${EVERY_SECONDS})`;
  return taken > 0;
}

/** Looks for one rule, whoever else does at this moment. One that is switched off finds nothing, so what it had found is over. */
export async function evaluateRule(ctx: Ctx, rule: WatchedRule, settings: RuleSetting[]) {
  const asked = settings.filter(({ enabled }) => enabled).map((setting) => WATCHES[rule](ctx, setting));
  const found = await Promise.all(asked);
  await inTransaction(ctx, (tx) => bringUpToDate(tx, rule, found.flat()));
}

async function bringUpToDate(tx: Tx, rule: WatchedRule, found: Finding[]) {
  await tx.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`alerts/${rule}`}, 0))`;
  const open = await tx.db.alert.findMany({
    where: { rule, resolvedAt: null },
    select: { key: true, lastAt: true },
  });
  const fresh = now().getTime() - FRESH_MS;
  const news = found.filter(
    ({ key }) => !open.some((alert) => alert.key === key && alert.lastAt.getTime() > fresh),
  );
  for (const { key, facts } of news) await raiseAlert(tx, rule, key, facts);
  const over = open.filter((alert) => !found.some(({ key }) => key === alert.key));
  for (const { key } of over) await closeAlert(tx, rule, key);
}
