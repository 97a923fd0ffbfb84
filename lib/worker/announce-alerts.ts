import type { Ctx, Tx } from '../context';
import { logError } from '../log';
import { addMessage } from '../monitoring/add-message';
import type { AlertFacts } from '../monitoring/shape';
import { REPEAT } from '../monitoring/alert-rules';
import { ruleSettings, settingFor, type RuleSetting } from '../monitoring/rule-settings';
import { writeMessage, type Told } from '../monitoring/write-message';
import { inTransaction } from '../transaction';

const BATCH = 200;

type Due = { id: number; rule: string; key: string; told: number; over: boolean };
type Channel = { id: number; kind: string; locale: string };
type Book = { settings: RuleSetting[]; channels: Channel[] };

/**
 * Tells people outside what has been opened, what is still open after a while, and what is over: each alert once for each
 * channel and window. The alerts themselves are the list of what is to be told, so raising one stays a single row.
 * @returns how many messages were put on their way
 */
export async function announceAlerts(ctx: Ctx): Promise<number> {
  const [settings, channels] = await Promise.all([ruleSettings(ctx), openChannels(ctx)]);
  let told = 0;
  for (const alert of await dueAlerts(ctx, settings)) {
    // One that cannot be told must not keep the others from being.
    told += await inTransaction(ctx, (tx) => tell(tx, alert, { settings, channels })).catch(
      (error: unknown) => {
        logError(error, { event: 'alert_not_told', alert_id: alert.id, request_id: ctx.requestId });
        return 0;
      },
    );
  }
  return told;
}

function openChannels({ db }: Ctx): Promise<Channel[]> {
  return db.alertChannel.findMany({
    where: { enabled: true, deletedAt: null },
    select: { id: true, kind: true, locale: true },
    orderBy: { id: 'asc' },
  });
}

/** Open alerts that were never told, or too long ago, and ended ones whose end was not. */
function dueAlerts({ db }: Ctx, settings: RuleSetting[]): Promise<Due[]> {
  const rules = settings.map(({ rule }) => rule as string);
  const keys = settings.map(({ subject }) => subject);
  const minutes = settings.map(({ repeat_minutes }) => repeat_minutes);
  return db.$queryRaw<Due[]>`
    SELECT alert.id, alert.rule, alert.key, alert.told, false AS over
    FROM alerts AS alert
      LEFT JOIN unnest(${rules}::text[], ${keys}::text[], ${minutes}::int[]) AS terms (rule, key, minutes)
      ON terms.rule = alert.rule AND (terms.key = '' OR terms.key = alert.key)
    WHERE alert.resolved_at IS NULL
      AND (alert.told_at IS NULL OR alert.told_at <= now() - make_interval(mins => coalesce(terms.minutes, ${REPEAT.initial}::int)))
    UNION ALL
    SELECT id, rule, key, told, true FROM alerts WHERE resolved_at IS NOT NULL AND told > 0 AND end_told_at IS NULL
    ORDER BY id LIMIT ${BATCH}`;
}

async function tell(tx: Tx, due: Due, { settings, channels }: Book): Promise<number> {
  const setting = settingFor(settings, due);
  // Whoever claims it tells it; of several workers that saw it due, one does.
  const alert = due.over ? await claimEnd(tx, due) : await claimOpen(tx, due);
  if (!alert || !setting) return 0;
  const kind = due.over ? 'RESOLVED' : alert.told === 1 ? 'OPENED' : 'STILL_OPEN';
  const heard = kind === 'STILL_OPEN' ? [] : await channelsThatHeard(tx, alert, kind, setting);
  const told = channels.filter(({ id }) => {
    if (kind === 'RESOLVED') return heard.includes(id);
    return setting.enabled && (setting.channel_ids?.includes(id) ?? true) && !heard.includes(id);
  });
  for (const channel of told)
    await addMessage(tx, {
      alertId: alert.id,
      channelId: channel.id,
      kind,
      nth: alert.told,
      severity: setting.severity,
      ...writeMessage(kind, { ...alert, severity: setting.severity }, channel.locale),
    });
  return told.length;
}

async function claimOpen(tx: Tx, { id, told }: Due): Promise<Told | undefined> {
  const [claimed] = await tx.db.alert.updateManyAndReturn({
    where: { id, told, resolvedAt: null },
    data: { told: told + 1, toldAt: new Date() },
  });
  return claimed && { ...claimed, facts: claimed.facts as AlertFacts };
}

async function claimEnd(tx: Tx, { id }: Due): Promise<Told | undefined> {
  const [claimed] = await tx.db.alert.updateManyAndReturn({
    where: { id, endToldAt: null, resolvedAt: { not: null } },
    data: { endToldAt: new Date() },
  });
  return claimed && { ...claimed, facts: claimed.facts as AlertFacts };
}

/**
 * The channels that have heard of this alert, whose end is told them; or, when it opens, those that have heard within the
 * window of another one about the same thing: what comes and goes is not told each time.
 */
async function channelsThatHeard(
  tx: Tx,
  { id, rule, key }: Told,
  kind: 'OPENED' | 'RESOLVED',
  { repeat_minutes }: RuleSetting,
) {
  const rows =
    kind === 'RESOLVED'
      ? await tx.db.$queryRaw<{ channel_id: number }[]>`
          SELECT DISTINCT channel_id FROM alert_messages WHERE alert_id = ${id}`
      : await tx.db.$queryRaw<{ channel_id: number }[]>`
          SELECT DISTINCT message.channel_id FROM alerts AS earlier JOIN alert_messages AS message ON message.alert_id = earlier.id
          WHERE earlier.rule = ${rule} AND earlier.key = ${key} AND earlier.id <> ${id}
            AND message.kind <> 'RESOLVED' AND message.created_at > now() - make_interval(mins => ${repeat_minutes}::int)`;
  return rows.map(({ channel_id }) => channel_id);
}
