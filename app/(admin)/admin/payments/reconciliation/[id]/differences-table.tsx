'use client';

import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import styles from '@/components/payments/payments.module.css';
import { useProviderName } from '@/components/payments/use-provider-name';
import { EmptyState } from '@/components/ui/empty-state';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import { MoneyText } from '@/components/ui/money-text';
import type { Said, ShownDifference } from '@/lib/payments/get-comparison';

/** What differs, ours and theirs side by side, with the way to the thing. */
export function DifferencesTable({ differences }: { differences: ShownDifference[] }) {
  const t = useTranslations('reconciliation');
  const nameOf = useProviderName();
  const columns: ListColumn<ShownDifference>[] = [
    {
      key: 'what',
      title: t('what'),
      phone: 'head',
      render: ({ kind, provider }) => (
        <div className={styles.two}>
          <b>{t(`kind.${kind}`)}</b>
          <span>{t(`next.${kind}`, { provider: provider ? nameOf(provider) : t('the_provider') })}</span>
        </div>
      ),
    },
    { key: 'ours', title: t('ours'), render: ({ ours }) => <Side said={ours} /> },
    { key: 'theirs', title: t('theirs'), render: ({ theirs }) => <Side said={theirs} /> },
    { key: 'about', title: t('about'), render: (difference) => <About {...difference} /> },
  ];
  return (
    <ListTable
      label={t('differences_list')}
      columns={columns}
      rows={differences}
      rowKey={({ id }) => id}
      empty={<EmptyState>{t('none')}</EmptyState>}
    />
  );
}

/** What one of the two books says. */
function Side({ said: { status, amount, currency, at } }: { said: Said }) {
  const t = useTranslations('reconciliation');
  const format = useFormatter();
  if (!status && !amount) return <>{t('says_nothing')}</>;
  return (
    <div className={styles.two}>
      {amount && currency && <MoneyText amount={amount} currency={currency} />}
      {status && <span>{wordOf(status)}</span>}
      {at && <span>{format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'medium' })}</span>}
    </div>
  );

  function wordOf(word: string) {
    const known = SAID.find((one) => one === word);
    return known ? t(`said.${known}`) : word;
  }
}

const SAID = [
  'unpaid',
  'paid',
  'partially_refunded',
  'refunded',
  'pending',
  'timeout',
  'completed',
  'failed',
  'refunding',
  'requested',
  'awaiting_approval',
  'processing',
  'succeeded',
  'rejected',
  'open',
  'unknown',
  'refused',
] as const;

function About({ order_no, payment_id, refund_id, transaction_id }: ShownDifference) {
  const t = useTranslations('payments');
  return (
    <div className={styles.two}>
      {payment_id !== null && (
        <Link prefetch={false} href={`/admin/payments/${payment_id}${refund_id ? '?tab=refunds' : ''}`}>
          {t('number', { id: String(payment_id) })}
        </Link>
      )}
      {order_no && (
        <Link prefetch={false} href={`/admin/orders/${order_no}`}>
          <code>{order_no}</code>
        </Link>
      )}
      {transaction_id && (
        <span>
          <code>{transaction_id}</code>
        </span>
      )}
    </div>
  );
}
