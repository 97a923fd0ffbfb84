import { createTranslator, type Messages } from 'next-intl';
import en from '@/messages/en.json';
import zh from '@/messages/zh-CN.json';
import { businessTimeZone } from '../clock';
import { env } from '../env';
import { formatTime } from '../format';
import type { AlertMessageKind, AlertSeverity } from '../generated/prisma/enums';
import { alertValues, CHANNEL_LOCALES, orderOf, wordedRule, type AlertFacts } from './shape';

const CATALOGUES = { en, 'zh-CN': zh } as const;
type Language = keyof typeof CATALOGUES;

/** An alert as it is told. */
export type Told = {
  id: number;
  rule: string;
  key: string;
  facts: AlertFacts;
  count: number;
  told: number;
  openedAt: Date;
  resolvedAt: Date | null;
  requestId: string | null;
};

const languageOf = (locale: string): Language => CHANNEL_LOCALES.find((one) => one === locale) ?? 'en';
const TASK = /^[a-z]+\.[a-z-]+$/;
type TaskWord = Exclude<keyof Messages['tasks'], 'other'>;

/** A message in the language of its channel: what happened, since when, how often, where to look, and what to do. */
export function writeMessage(
  kind: Exclude<AlertMessageKind, 'TEST'>,
  alert: Told & { severity: AlertSeverity },
  locale: string,
) {
  const language = languageOf(locale);
  const messages = CATALOGUES[language];
  const t = createTranslator({ locale: language, messages, namespace: 'alert_message' });
  const { what, next } = alertWords(alert, language);
  const time = (moment: Date) => formatTime(moment, language, businessTimeZone());
  const url = linkOf(alert);
  const lines = [
    t('since', { time: time(alert.openedAt), count: alert.count }),
    alert.resolvedAt && t('until', { time: time(alert.resolvedAt) }),
    alert.requestId && t('sample', { request_id: alert.requestId }),
    kind !== 'RESOLVED' && next,
    url,
  ];
  return {
    title: t(`title.${kind}`, { severity: t(`severity.${alert.severity}`), what })
      .slice(0, 300)
      .toWellFormed(),
    body: lines.filter(Boolean).join('\n'),
    facts: factsOf(kind, alert, url),
  };
}

/** Nobody's data leave the house with it: whoever may see them finds them behind the link. */
function alertWords({ rule, facts }: Told, language: Language) {
  const messages = CATALOGUES[language];
  const t = createTranslator({ locale: language, messages, namespace: 'alerts' });
  const tasks = createTranslator({ locale: language, messages, namespace: 'tasks' });
  const worded = wordedRule(rule);
  if (!worded) return { what: t('rule.other', { rule }), next: null };
  const taskWords = (task: string) => {
    const key = task.replace('.', '_') as TaskWord;
    return TASK.test(task) && tasks.has(key) ? tasks(key) : tasks('other', { task });
  };
  const values = alertValues({ ...facts, email: hidden(facts.email) }, language, taskWords);
  return { what: t(`rule.${worded}`, values), next: t(`next.${worded}`, values) };
}

/** The first letter and the house of an email: enough to tell two people apart. */
function hidden(email: AlertFacts[string] | undefined) {
  const [, first, house] = /^(.)[^@]*@(.+)$/.exec(String(email ?? '')) ?? [];
  return first && house ? `${first}***@${house}` : '';
}

function linkOf(alert: Told) {
  const orderNo = orderOf(alert);
  return `${env().NEXTAUTH_URL.replace(/\/+$/, '')}${orderNo ? `/admin/orders/${orderNo}` : '/admin/alerts'}`;
}

function factsOf(kind: string, alert: Told & { severity: AlertSeverity }, url: string) {
  const { error_code, count, minutes } = alert.facts;
  return {
    state: kind.toLowerCase(),
    alert_id: alert.id,
    rule: alert.rule,
    key: alert.key,
    severity: alert.severity.toLowerCase(),
    count: count ?? alert.count,
    error_code: error_code ?? null,
    window_minutes: minutes ?? null,
    opened_at: alert.openedAt.toISOString(),
    resolved_at: alert.resolvedAt?.toISOString() ?? null,
    request_id: alert.requestId,
    url,
  };
}

/** The message by which somebody sees that a channel works. */
export function writeTest(name: string, locale: string) {
  const language = languageOf(locale);
  const t = createTranslator({
    locale: language,
    messages: CATALOGUES[language],
    namespace: 'alert_message',
  });
  const url = `${env().NEXTAUTH_URL.replace(/\/+$/, '')}/admin/alerts/channels`;
  return { title: t('test'), body: `${t('test_body', { name })}\n${url}`, facts: { state: 'test', url } };
}
