import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '@/components/ui/client-messages';
import { MoneyText } from '@/components/ui/money-text';
import { RefreshWhile } from '@/components/ui/refresh-while';
import { StatusTag } from '@/components/ui/status-tag';
import { getSandboxPayment } from '@/lib/payments/get-sandbox-payment';
import {
  LONGEST_DELAY_SECONDS,
  SandboxPageParams,
  SandboxPageSearch,
  TELLING_FAULTS,
} from '@/lib/payments/schema';
import { orNotFound } from '@/lib/web/or-not-found';
import { requestContext } from '@/lib/web/session';
import { orderPath } from './order-path';
import { PlayForm } from './play-form';
import styles from './pay.module.css';

type PayPageProps = { params: Promise<unknown>; searchParams: Promise<unknown> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sandbox'))('title') };
}

/** No session is needed: whoever knows the reference may pay. */
export default async function PayPage({ params, searchParams }: PayPageProps) {
  const asked = SandboxPageParams.safeParse(await params);
  if (!asked.success) notFound();
  const { late, told } = SandboxPageSearch.parse(await searchParams);
  const ctx = await requestContext();
  const payment = await orNotFound(getSandboxPayment(ctx, asked.data));
  const t = await getTranslations('sandbox');
  const isOpen = payment.status === 'PENDING' || payment.status === 'TIMEOUT';
  return (
    <ClientMessages of={['sandbox']}>
      <p className={styles.notice}>{t('notice')}</p>
      <h1 className={styles.heading}>{t('heading')}</h1>
      <dl className={styles.facts}>
        <dt>{t('order')}</dt>
        <dd>
          <code>{payment.order_no}</code>
        </dd>
        <dt>{t('amount')}</dt>
        <dd className={styles.amount}>
          <MoneyText amount={payment.amount} currency={payment.currency} />
        </dd>
        <dt>{t('status')}</dt>
        <dd>
          <StatusTag kind="payment" value={payment.status} />
        </dd>
      </dl>
      {told && (
        <p role="status" className={styles.result}>
          {t(`told.${told}`)}
        </p>
      )}
      {isOpen && late !== undefined && (
        <>
          <p role="status" className={styles.result}>
            {t('answers_late', { seconds: late })}
          </p>
          <RefreshWhile active />
        </>
      )}
      {isOpen && late === undefined && (
        <PlayForm
          reference={asked.data.reference}
          longestDelay={LONGEST_DELAY_SECONDS}
          faults={TELLING_FAULTS}
        />
      )}
      {!isOpen && !told && (
        <p role="status" className={styles.result}>
          {t(payment.status === 'FAILED' ? 'declined' : 'paid')}
        </p>
      )}
      <Link href={orderPath(ctx.actor, payment.order_no)} prefetch={false} className={styles.back}>
        {t('back')}
      </Link>
    </ClientMessages>
  );
}
