'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { CopyButton } from '@/components/ui/copy-button';
import type { ListColumn } from '@/components/ui/list-table';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusTag } from '@/components/ui/status-tag';
import type { Code } from '@/lib/codes/schema';

/** The paths under which the orders of codes are, and the list of those who redeemed them. */
export type CodePaths = { ordersBase: string; membersBase: string };

/** What every list of codes shows of each. */
export function useCodesColumns({ ordersBase, membersBase }: CodePaths): ListColumn<Code>[] {
  const t = useTranslations('codes');
  return [
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
      render: ({ code, max_uses: max, used_count: used }) => {
        const left = t('uses_left', { left: max - used, max });
        if (used === 0) return left;
        return (
          <Link href={`${membersBase}?q=${code}`} prefetch={false}>
            {left}
            <span className="heard"> {t('who_redeemed', { code })}</span>
          </Link>
        );
      },
    },
    {
      key: 'expires_at',
      title: t('expires'),
      render: (code) => (code.expires_at ? <RelativeTime at={code.expires_at} /> : t('never')),
    },
    {
      key: 'order_no',
      title: t('order'),
      render: ({ order_no }) => (
        // A page of a hundred rows would fetch a hundred pages ahead.
        <Link href={`${ordersBase}/${order_no}`} prefetch={false}>
          <code>{order_no}</code>
        </Link>
      ),
    },
  ];
}
