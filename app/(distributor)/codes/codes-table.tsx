'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { BuyCodesButton } from '@/components/codes/buy-codes';
import { CopyButton } from '@/components/ui/copy-button';
import { EmptyState } from '@/components/ui/empty-state';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusTag } from '@/components/ui/status-tag';
import type { Code } from '@/lib/codes/schema';

type CodesTableProps = { codes: Code[]; filtered: boolean };

export function CodesTable({ codes, filtered }: CodesTableProps) {
  const t = useTranslations('codes');
  const columns: ListColumn<Code>[] = [
    {
      key: 'code',
      title: t('code'),
      phone: 'head',
      render: ({ code }) => (
        <>
          <code>{code}</code> <CopyButton text={code} label={t('copy', { code })} />
        </>
      ),
    },
    { key: 'state', title: t('state'), render: ({ state }) => <StatusTag kind="code" value={state} /> },
    {
      key: 'uses',
      title: t('uses'),
      align: 'right',
      render: (code) => t('uses_of', { used: code.used_count, max: code.max_uses }),
    },
    {
      key: 'expires_at',
      title: t('expires'),
      render: (code) => (code.expires_at ? <RelativeTime at={code.expires_at} /> : t('never')),
    },
    {
      key: 'order_no',
      title: t('order'),
      render: (code) => <Link href={`/orders/${code.order_no}`}>{code.order_no}</Link>,
    },
  ];
  return (
    <ListTable
      label={t('title')}
      columns={columns}
      rows={codes}
      rowKey={(code) => code.id}
      empty={
        filtered ? (
          <EmptyState>{t('empty_filtered')}</EmptyState>
        ) : (
          <EmptyState action={<BuyCodesButton />}>{t('empty')}</EmptyState>
        )
      }
    />
  );
}
