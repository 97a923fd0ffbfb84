import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { Section } from '@/components/ui/section';
import { toneOf } from '@/components/ui/status';
import type { Tone } from '@/components/ui/palette';
import { formatMoney } from '@/lib/money';
import type { TimelineEntry } from '@/lib/payments/timeline-entries';
import { CancelReason } from './cancel-reason';
import { Cause } from './cause';
import styles from './order-timeline.module.css';

type OrderTimelineProps = { entries: TimelineEntry[]; viewer: 'buyer' | 'staff' };

/** Everything that happened to an order, newest first. What to show of it is chosen without any script. */
export function OrderTimeline({ entries, viewer }: OrderTimelineProps) {
  const t = useTranslations('timeline');
  const format = useFormatter();
  const time = (at: string, timeStyle: 'short' | 'medium') =>
    format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle });
  const kinds = [...new Set(entries.map(({ kind }) => kind))];
  return (
    <div className={styles.timeline}>
      <Section title={t('heading')} extra={kinds.length > 1 && <Filter kinds={kinds} />}>
        <ol className={styles.entries}>
          {entries.map((entry) => (
            <li key={entry.id} data-kind={entry.kind} className={styles[toneOfEntry(entry)]}>
              <What entry={entry} />
              <span className={styles.about}>
                <time dateTime={entry.at} title={time(entry.at, 'medium')}>
                  {time(entry.at, 'short')}
                </time>{' '}
                {t(viewer === 'buyer' && entry.by === 'buyer' ? 'by.you' : `by.${entry.by}`)}
              </span>
            </li>
          ))}
        </ol>
      </Section>
    </div>
  );
}

function Filter({ kinds }: { kinds: TimelineEntry['kind'][] }) {
  const t = useTranslations('timeline');
  return (
    <fieldset className={styles.filter}>
      <legend className="heard">{t('filter')}</legend>
      <label>
        <input type="radio" name="timeline" value="all" defaultChecked />
        {t('all')}
      </label>
      {kinds.map((kind) => (
        <label key={kind}>
          <input type="radio" name="timeline" value={kind} />
          {t(`kind.${kind}`)}
        </label>
      ))}
    </fieldset>
  );
}

function What({ entry }: { entry: TimelineEntry }) {
  const t = useTranslations('timeline');
  const locale = useLocale();
  switch (entry.kind) {
    case 'status':
      return <Move entry={entry} />;
    case 'payment': {
      const amount = formatMoney(entry.amount, entry.currency, locale);
      return (
        <>
          <strong>{t(`payment.${entry.step}`, { amount })}</strong>
          {entry.error_code && <Cause code={entry.error_code} />}
        </>
      );
    }
    case 'refund': {
      const amount = formatMoney(entry.amount, entry.currency, locale);
      return <strong>{t(`refund.${entry.status}`, { amount })}</strong>;
    }
    case 'issuing':
      return (
        <>
          <strong>{t(`issuing.${entry.step}`, { attempt: entry.attempt })}</strong>
          {entry.error_code && <Cause code={entry.error_code} />}
        </>
      );
  }
}

function Move({ entry }: { entry: Extract<TimelineEntry, { kind: 'status' }> }) {
  const t = useTranslations('timeline');
  const { status, description, location } = entry;
  const said = status === 'CANCELLED' && description ? <CancelReason reason={description} /> : description;
  return (
    <>
      {status && <strong>{t(`status.${status}`)}</strong>}
      {said && <span>{said}</span>}
      {location && <span>{location}</span>}
    </>
  );
}

const PAYMENT_TONES = { opened: 'waiting', paid: 'good', failed: 'failed', unanswered: 'attention' } as const;
const ISSUING_TONES = {
  started: 'working',
  failed: 'attention',
  gave_up: 'failed',
  run_again: 'working',
} as const;

function toneOfEntry(entry: TimelineEntry): Tone {
  switch (entry.kind) {
    case 'status':
      return entry.status ? toneOf('order', entry.status) : 'ended';
    case 'payment':
      return PAYMENT_TONES[entry.step];
    case 'refund':
      return toneOf('refund', entry.status);
    case 'issuing':
      return ISSUING_TONES[entry.step];
  }
}
