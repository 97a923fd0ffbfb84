import { useLocale, useTranslations } from 'next-intl';
import { toneOf } from '@/components/ui/status';
import type { Tone } from '@/components/ui/palette';
import { Timeline } from '@/components/ui/timeline';
import { formatMoney } from '@/lib/money';
import type { RefundStep, TimelineEntry } from '@/lib/payments/timeline-entries';
import { CancelReason } from './cancel-reason';
import { Cause } from './cause';
import { RefundReason } from './refund-reason';
import styles from './order-timeline.module.css';

type OrderTimelineProps = { entries: TimelineEntry[]; viewer: 'buyer' | 'staff' };

/** Everything that happened to an order, newest first. What to show of it is chosen without any script. */
export function OrderTimeline({ entries, viewer }: OrderTimelineProps) {
  const t = useTranslations('timeline');
  const kinds = [...new Set(entries.map(({ kind }) => kind))];
  const items = entries.map((entry) => ({
    id: entry.id,
    at: entry.at,
    kind: entry.kind,
    tone: toneOfEntry(entry),
    what: <What entry={entry} />,
    by: t(viewer === 'buyer' && entry.by === 'buyer' ? 'by.you' : `by.${entry.by}`),
  }));
  return (
    <div className={styles.timeline}>
      <Timeline title={t('heading')} items={items} extra={kinds.length > 1 && <Filter kinds={kinds} />} />
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
  const reasons = useTranslations('failure_reason');
  const locale = useLocale();
  switch (entry.kind) {
    case 'status':
      return <Move entry={entry} />;
    case 'payment': {
      const amount = formatMoney(entry.amount, entry.currency, locale);
      return (
        <>
          <strong>{t(`payment.${entry.step}`, { amount })}</strong>
          {entry.failure_reason ? (
            <span>{reasons(entry.failure_reason)}</span>
          ) : (
            entry.error_code && <Cause code={entry.error_code} />
          )}
        </>
      );
    }
    case 'refund': {
      const amount = formatMoney(entry.amount, entry.currency, locale);
      return (
        <>
          <strong>{t(`refund.${entry.step}`, { amount })}</strong>
          {entry.reason && <RefundReason reason={entry.reason} />}
          {entry.error_code && <Cause code={entry.error_code} />}
        </>
      );
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
const REFUND_TONES = {
  requested: 'working',
  awaits_approval: 'attention',
  approved: 'working',
  rejected: 'ended',
  put_off: 'attention',
  failed: 'failed',
  retried: 'working',
  given_back: 'good',
} as const satisfies Record<RefundStep, Tone>;
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
      return REFUND_TONES[entry.step];
    case 'issuing':
      return ISSUING_TONES[entry.step];
  }
}
