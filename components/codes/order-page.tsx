import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { DetailPage } from '@/components/ui/detail-page';
import { StatusTag } from '@/components/ui/status-tag';
import type { CodeOrder } from '@/lib/codes/schema';
import styles from './order-page.module.css';

type OrderPageProps = {
  order: CodeOrder;
  /** The moves that are possible now. */
  moves: ReactNode;
  timeline: ReactNode;
  children: ReactNode;
};

/** The page of one order of codes: number and status, what can be done, what it is, what happened to it. */
export function OrderPage({ order, moves, timeline, children }: OrderPageProps) {
  const t = useTranslations('code_order');
  const { order_no, status, payment_status, fulfillment_status } = order;
  const over = status === 'cancelled';
  return (
    <DetailPage
      title={
        <>
          <span className={styles.number}>{order_no}</span>{' '}
          <CopyButton text={order_no} label={t('copy_number')} />
        </>
      }
      tags={
        <>
          <StatusTag kind="order" value={status} />
          <StatusTag kind="order_payment" value={payment_status} over={over} />
          {!over && <StatusTag kind="fulfillment" value={fulfillment_status} />}
        </>
      }
      moves={moves}
      timeline={timeline}
    >
      {children}
    </DetailPage>
  );
}
