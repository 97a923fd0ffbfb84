import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { PaymentsTable } from '@/components/payments/payments-table';
import styles from '@/components/payments/payments.module.css';
import { Trail } from '@/components/payments/trail';
import { ClientMessages } from '@/components/ui/client-messages';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { StatusTag } from '@/components/ui/status-tag';
import { getEvent } from '@/lib/payments/get-event';
import { EventParams } from '@/lib/payments/schema';
import { orNotFound } from '@/lib/web/or-not-found';
import { pageContext } from '@/lib/web/session';
import { EventAlerts } from './event-alerts';
import { EventFacts } from './event-facts';
import { Payload } from './payload';
import { ReplayButton } from './replay-button';

type EventPageProps = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: EventPageProps): Promise<Metadata> {
  return { title: (await getTranslations('payments'))('event_number', await params) };
}

export default async function EventPage({ params }: EventPageProps) {
  const ctx = await pageContext('payments.view-any');
  const asked = EventParams.safeParse(await params);
  if (!asked.success) notFound();
  const [t, event] = await orNotFound(Promise.all([getTranslations('payments'), getEvent(ctx, asked.data)]));
  return (
    <ClientMessages of={['alerts', 'failure_reason', 'payments', 'tasks', 'timeline']}>
      <PageHeader
        title={t('event_number', { id: String(event.id) })}
        purpose={
          <>
            <StatusTag kind="verdict" value={event.verdict} />{' '}
            {event.outcome && <StatusTag kind="event" value={event.outcome} />}
          </>
        }
        action={event.may_replay && <ReplayButton eventId={event.id} />}
      />
      <div className={styles.parts}>
        {event.alerts.length > 0 && <EventAlerts alerts={event.alerts} />}
        <EventFacts event={event} />
        {event.payment && (
          <Section title={t('event_payment')}>
            <PaymentsTable payments={[event.payment]} withOrder />
          </Section>
        )}
        <Payload text={event.text} />
        {event.trail.length > 0 && <Trail entries={event.trail} />}
      </div>
    </ClientMessages>
  );
}
