import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { useProviderName } from '@/components/payments/use-provider-name';
import { Facts } from '@/components/ui/facts';
import { MoneyText } from '@/components/ui/money-text';
import { Section } from '@/components/ui/section';
import { StatusTag } from '@/components/ui/status-tag';
import { SAGA_KINDS, sagaWord } from '@/lib/monitoring/schema';
import type { PaymentDetail } from '@/lib/payments/get-payment';
import styles from './payment.module.css';

/** What the attempt is, what it pays, and what its provider calls it. */
export function PaymentFacts({ payment }: { payment: PaymentDetail }) {
  const t = useTranslations('payments');
  const format = useFormatter();
  const nameOf = useProviderName();
  const { order, currency, refunded, asks, sagas } = payment;
  // Of one that has ended, nothing is asked any more.
  const undecided = payment.status === 'pending' || payment.status === 'timeout';
  const when = (at: string | null) =>
    at && format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <Section title={t('facts')}>
      <Facts
        facts={[
          { label: t('amount'), value: <MoneyText amount={payment.amount} currency={currency} /> },
          {
            label: t('refunded'),
            value: /[1-9]/.test(refunded) && <MoneyText amount={refunded} currency={currency} />,
          },
          { label: t('what_for'), value: t(`purpose.${payment.purpose}`) },
          {
            label: t('order'),
            value: (
              <Link prefetch={false} href={`/admin/orders/${order.order_no}`}>
                <code>{order.order_no}</code>
              </Link>
            ),
          },
          { label: t('order_state'), value: <StatusTag kind="order_payment" value={order.payment_status} /> },
          { label: t('buyer'), value: order.buyer },
          { label: t('provider'), value: nameOf(payment.provider) },
          { label: t('method'), value: payment.method !== payment.provider && nameOf(payment.method) },
          { label: t('transaction'), value: payment.transaction_id && <code>{payment.transaction_id}</code> },
          { label: t('provider_ref'), value: payment.provider_ref && <code>{payment.provider_ref}</code> },
          { label: t('processes'), value: sagas.length > 0 && <Processes sagas={sagas} /> },
          { label: t('begun'), value: when(payment.created_at) },
          { label: t('completed'), value: when(payment.completed_at) },
          { label: t('asks'), value: asks > 0 && t('asks_count', { count: asks }) },
          { label: t('ask_at'), value: undecided && when(payment.ask_at) },
        ]}
      />
    </Section>
  );
}

/** What is or was done for the order over several steps; each opens with all of them. */
function Processes({ sagas }: Pick<PaymentDetail, 'sagas'>) {
  const t = useTranslations('sagas.kind');
  const wordOf = (kind: string) => {
    const known = SAGA_KINDS.find((one) => one === kind);
    return known ? t(sagaWord(known)) : kind;
  };
  return (
    <ul className={styles.processes}>
      {sagas.map((saga) => (
        <li key={saga.id}>
          <Link prefetch={false} href={`/admin/payments/sagas/${saga.id}`}>
            {wordOf(saga.kind)} #{saga.id}
          </Link>
          <StatusTag kind="saga" value={saga.status} />
        </li>
      ))}
    </ul>
  );
}
