import type { ReactNode } from 'react';
import { ClientMessages } from '@/components/ui/client-messages';
import { KeysetPager } from '@/components/ui/keyset-pager';
import type { Code } from '@/lib/codes/schema';
import type { CodePaths } from './codes-columns';
import { CodesFilters } from './codes-filters';
import { CodesTable } from './codes-table';
import type { SwitchCodesAction } from './switch-codes-dialog';

type CodesListProps = CodePaths & {
  page: { items: Code[]; next_cursor: string | null; previous_cursor: string | null };
  query: { limit: number; q?: string; state?: string; order_no?: string };
  /** The public address, under which customers redeem. */
  origin: string;
  /** What a list without any codes says. */
  empty: ReactNode;
  /** Left out where codes are only looked at. */
  switchCodes?: SwitchCodesAction;
};

/** The codes of a distributor with their filters, for the distributor itself and for an admin who looks after it. */
export function CodesList({ page, query, ...table }: CodesListProps) {
  return (
    <ClientMessages of={['codes']}>
      <CodesFilters />
      <CodesTable
        codes={page.items}
        filtered={Boolean(query.q ?? query.state ?? query.order_no)}
        {...table}
      />
      <KeysetPager page={page} limit={query.limit} />
    </ClientMessages>
  );
}
