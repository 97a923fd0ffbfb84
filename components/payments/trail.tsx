'use client';

import { useTranslations } from 'next-intl';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import { RelativeTime } from '@/components/ui/relative-time';
import { Section } from '@/components/ui/section';
import type { TrailEntry } from '@/lib/payments/audit-trail';

const WORDS = {
  'payments.create-payment': 'create_payment',
  'payments.open-payment': 'open_payment',
  'payments.charge-payment': 'charge_payment',
  'payments.settle-payment': 'settle_payment',
  'payments.play-sandbox': 'play_sandbox',
  'payments.replay-event': 'replay_event',
  'payments.request-refund': 'request_refund',
  'payments.request-order-refund': 'request_refund',
  'payments.approve-refund': 'approve_refund',
  'payments.reject-refund': 'reject_refund',
  'payments.retry-refund': 'retry_refund',
  'payments.carry-out-refund': 'send_refund',
} as const;

const ACTIONS = Object.keys(WORDS) as (keyof typeof WORDS)[];

/** Who did what, as it was written down with what was done. */
export function Trail({ entries }: { entries: TrailEntry[] }) {
  const t = useTranslations('payments');
  const columns: ListColumn<TrailEntry>[] = [
    {
      key: 'action',
      title: t('did'),
      phone: 'head',
      render: ({ action }) => {
        const known = ACTIONS.find((one) => one === action);
        return known ? t(`action.${WORDS[known]}`) : <code>{action}</code>;
      },
    },
    { key: 'by', title: t('by'), render: ({ by }) => by ?? t('automatically') },
    { key: 'at', title: t('when'), render: ({ at }) => <RelativeTime at={at} /> },
  ];
  return (
    <Section title={t('trail')}>
      <ListTable label={t('trail')} columns={columns} rows={entries} rowKey={({ id }) => id} />
    </Section>
  );
}
