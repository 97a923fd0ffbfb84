'use client';

import { useTranslations } from 'next-intl';
import { useAlertWords } from '@/components/monitoring/alert-words';
import { Facts } from '@/components/ui/facts';
import { Section } from '@/components/ui/section';
import type { EventDetail } from '@/lib/payments/get-event';

/** What about a message still waits for a person. */
export function EventAlerts({ alerts }: { alerts: EventDetail['alerts'] }) {
  const t = useTranslations('payments');
  const wordsOf = useAlertWords();
  return (
    <Section title={t('event_alerts')}>
      <Facts
        facts={alerts.map((alert) => {
          const { what, next } = wordsOf(alert);
          return { label: what, value: next ?? '–' };
        })}
      />
    </Section>
  );
}
