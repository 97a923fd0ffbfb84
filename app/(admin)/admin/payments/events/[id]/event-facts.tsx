import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { useProviderName } from '@/components/payments/use-provider-name';
import { Facts } from '@/components/ui/facts';
import { Section } from '@/components/ui/section';
import type { EventDetail } from '@/lib/payments/get-event';

/** Who said it, how it came, and what is known of it. */
export function EventFacts({ event }: { event: EventDetail }) {
  const t = useTranslations('payments');
  const format = useFormatter();
  const nameOf = useProviderName();
  const when = (at: string | null) =>
    at && format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'medium' });
  const { order_no } = event;
  return (
    <Section title={t('event_facts')}>
      <Facts
        facts={[
          { label: t('provider'), value: nameOf(event.provider) },
          { label: t('how'), value: t(`source.${event.source}`) },
          { label: t('event_id'), value: event.event_id && <code>{event.event_id}</code> },
          {
            label: t('order'),
            value: order_no && (
              <Link prefetch={false} href={`/admin/orders/${order_no}`}>
                <code>{order_no}</code>
              </Link>
            ),
          },
          { label: t('received'), value: when(event.received_at) },
          { label: t('processed'), value: when(event.processed_at) },
          { label: t('retry_at'), value: when(event.retry_at) },
          { label: t('request'), value: event.request_id && <code>{event.request_id}</code> },
        ]}
      />
      {event.verdict !== 'verified' && <p>{t('event_refused')}</p>}
    </Section>
  );
}
