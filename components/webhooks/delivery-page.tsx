'use client';

import { useTranslations } from 'next-intl';
import { ActionButton } from '@/components/ui/action-button';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { RelativeTime } from '@/components/ui/relative-time';
import { Section } from '@/components/ui/section';
import { StatusTag } from '@/components/ui/status-tag';
import type { WholeDelivery } from '@/lib/webhooks/get-delivery';
import { DeliveryResult } from './delivery-result';
import { useWebhookActions } from './webhook-actions';
import styles from './webhooks.module.css';

/** One delivery: what was sent, and what was answered to the last try. */
export function DeliveryPage({ delivery }: { delivery: WholeDelivery }) {
  const t = useTranslations('webhooks');
  const { resend } = useWebhookActions();
  const { id, type, url, next_try_at: next, delivered_at: arrived, tried_at: tried } = delivery;
  return (
    <>
      <PageHeader
        title={type}
        purpose={<StatusTag kind="webhook_delivery" value={delivery.status} />}
        action={
          delivery.may_resend && (
            <ActionButton
              verb={t('resend')}
              named={t('resend_named', { type })}
              run={() => resend({ delivery_id: id })}
              done={t('resend_done')}
              failed={t('resend_failed')}
            />
          )
        }
      />
      <div className={styles.parts}>
        <Section title={t('delivery')}>
          <Facts
            facts={[
              { label: t('event_id'), value: <code className={styles.address}>{delivery.event_id}</code> },
              { label: t('url'), value: <span className={styles.address}>{url}</span> },
              { label: t('result'), value: <DeliveryResult delivery={delivery} /> },
              { label: t('attempts'), value: delivery.attempts },
              { label: t('when'), value: <RelativeTime at={delivery.created_at} /> },
              { label: t('tried_at'), value: tried && <RelativeTime at={tried} /> },
              { label: t('next_try_at'), value: next && <RelativeTime at={next} /> },
              { label: t('delivered_at'), value: arrived && <RelativeTime at={arrived} /> },
              { label: t('again'), value: delivery.resend_of !== null && t('resent') },
            ]}
          />
        </Section>
        <Section title={t('sent')}>
          {delivery.headers.length > 0 && (
            <pre className={styles.text}>
              {delivery.headers.map(([name, value]) => `${name}: ${value}`).join('\n')}
            </pre>
          )}
          <pre className={styles.text}>{JSON.stringify(JSON.parse(delivery.body), null, 2)}</pre>
        </Section>
        <Section title={t('response')}>
          {delivery.response ? <pre className={styles.text}>{delivery.response}</pre> : t('no_response')}
        </Section>
      </div>
    </>
  );
}
