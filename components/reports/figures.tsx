import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { MoneyText } from '@/components/ui/money-text';
import type { Summary } from '@/lib/reports/get-summary';
import styles from './figures.module.css';

/** How sales stand, in four figures. */
export function Figures({ summary }: { summary: Summary }) {
  const t = useTranslations('dashboard');
  const format = useFormatter();
  return (
    <dl className={styles.figures}>
      <Figure label={t('attempts')} note={t('attempts_note')}>
        {format.number(summary.redeem_attempts)}
      </Figure>
      <Figure label={t('sent')} note={t('sent_note')}>
        {format.number(summary.invites_sent_success)}
      </Figure>
      <Figure label={t('accepted')} note={t('accepted_note')}>
        {format.number(summary.invites_accepted)}
      </Figure>
      <Figure label={t('revenue')} note={t('revenue_note')}>
        <MoneyText amount={summary.total_revenue_estimate} currency={summary.currency} />
      </Figure>
    </dl>
  );
}

function Figure({ label, note, children }: { label: string; note: string; children: ReactNode }) {
  return (
    <div className={styles.figure}>
      <dt>{label}</dt>
      <dd className={styles.value}>{children}</dd>
      <dd className={styles.note}>{note}</dd>
    </div>
  );
}
