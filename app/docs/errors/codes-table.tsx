'use client';

import { useTranslations } from 'next-intl';
import { ListTable, type ListColumn } from '@/components/ui/list-table';
import type { ErrorCategory, TryAgain } from '@/lib/error-catalogue';

type CodeRow = {
  code: string;
  statuses: number[];
  category: ErrorCategory;
  again: TryAgain;
  /** As people read it. */
  said: string;
};

export function CodesTable({ rows }: { rows: CodeRow[] }) {
  const t = useTranslations('error_docs');
  const columns: ListColumn<CodeRow>[] = [
    { key: 'code', title: t('code'), phone: 'head', render: ({ code }) => <code id={code}>{code}</code> },
    { key: 'status', title: t('status'), render: ({ statuses }) => statuses.join(', ') },
    { key: 'category', title: t('category'), render: ({ category }) => t(`categories.${category}`) },
    { key: 'said', title: t('said'), render: ({ said }) => said },
    { key: 'again', title: t('again'), render: ({ again }) => t(`try_again.${again}`) },
  ];
  return <ListTable label={t('title')} columns={columns} rows={rows} rowKey={({ code }) => code} />;
}
