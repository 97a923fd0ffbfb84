import { useTranslations } from 'next-intl';
import { FilterBar } from '@/components/ui/filter-bar';
import { CODE_STATES } from '@/lib/codes/schema';

/** What the list of codes can be narrowed to. Drawn on the server: its choices come with a library of rules. */
export function CodesFilters() {
  const t = useTranslations('codes');
  const state = useTranslations('status.code');
  const states = CODE_STATES.map((value) => ({
    value,
    label: state(value.toUpperCase() as Uppercase<typeof value>),
  }));
  return (
    <FilterBar
      filters={[
        { name: 'q', kind: 'search', label: t('search') },
        { name: 'state', kind: 'choice', label: t('state'), options: states },
        { name: 'order_no', kind: 'search', label: t('order') },
      ]}
    />
  );
}
