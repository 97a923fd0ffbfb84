import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { Cause } from '@/components/orders/cause';
import styles from '@/components/payments/payments.module.css';
import { ClientMessages } from '@/components/ui/client-messages';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { RefreshWhile } from '@/components/ui/refresh-while';
import { RelativeTime } from '@/components/ui/relative-time';
import { Section } from '@/components/ui/section';
import { StatusTag } from '@/components/ui/status-tag';
import { getSaga } from '@/lib/monitoring/get-saga';
import { SagaParams, sagaWord } from '@/lib/monitoring/schema';
import { mayUse } from '@/lib/permissions';
import { orNotFound } from '@/lib/web/or-not-found';
import { pageContext } from '@/lib/web/session';
import { SagaMoves } from './saga-moves';
import { SagaSteps } from './saga-steps';

const EVERY_MS = 3_000;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sagas'))('one') };
}

export default async function SagaPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageContext('monitoring.view-sagas');
  const asked = SagaParams.safeParse(await params);
  if (!asked.success) notFound();
  const [t, saga] = await orNotFound(Promise.all([getTranslations('sagas'), getSaga(ctx, asked.data)]));
  const isAtWork = saga.status === 'RUNNING' || saga.status === 'COMPENSATING';
  const mayMove = mayUse(ctx, 'monitoring.retry-saga');
  return (
    <ClientMessages of={['sagas']}>
      <RefreshWhile active={isAtWork} every={EVERY_MS} />
      <PageHeader
        title={`${t(`kind.${sagaWord(saga.kind)}`)} #${saga.id}`}
        purpose={<StatusTag kind="saga" value={saga.status} />}
        action={mayMove && <SagaMoves saga={saga} />}
      />
      <div className={styles.parts}>
        <Section title={t('about')}>
          <Facts
            facts={[
              {
                label: t('order'),
                value: (
                  <Link prefetch={false} href={`/admin/orders/${saga.order_no}`}>
                    <code>{saga.order_no}</code>
                  </Link>
                ),
              },
              { label: t('begun'), value: <RelativeTime at={saga.created_at} /> },
              { label: t('ended'), value: saga.finished_at && <RelativeTime at={saga.finished_at} /> },
              { label: t('cause'), value: saga.error_code && <Cause code={saga.error_code} /> },
            ]}
          />
        </Section>
        <Section title={t('steps_title')}>
          <SagaSteps steps={saga.steps} />
        </Section>
      </div>
    </ClientMessages>
  );
}
