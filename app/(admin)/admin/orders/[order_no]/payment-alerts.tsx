'use client';

import { useTranslations } from 'next-intl';
import { useAlertWords } from '@/components/monitoring/alert-words';
import { ActionButton } from '@/components/ui/action-button';
import { RelativeTime } from '@/components/ui/relative-time';
import { Section } from '@/components/ui/section';
import type { ShownAlert } from '@/lib/monitoring/list-alerts';
import { resolveAlertAction } from '../../alerts/(list)/actions';
import styles from './payment-alerts.module.css';

/** What about the order's payments needs a person: neither its state nor its timeline says that. */
export function PaymentAlerts({ alerts }: { alerts: ShownAlert[] }) {
  const t = useTranslations('alerts');
  const order = useTranslations('code_order');
  const wordsOf = useAlertWords();
  return (
    <Section title={order('payment_alerts')}>
      <ul className={styles.alerts}>
        {alerts.map((alert) => {
          const { what, next } = wordsOf(alert);
          return (
            <li key={alert.id}>
              <p>
                <strong>{what}</strong>
                {next && <span>{next}</span>}
                <RelativeTime at={alert.last_at} />
              </p>
              <ActionButton
                verb={t('resolve')}
                named={t('resolve_alert', { what })}
                run={() => resolveAlertAction({ alert_id: alert.id })}
                done={t('resolve_done')}
                failed={t('resolve_failed')}
              />
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
