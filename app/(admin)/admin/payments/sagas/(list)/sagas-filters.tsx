import { useTranslations } from 'next-intl';
import { FilterBar } from '@/components/ui/filter-bar';
import { SAGA_KINDS, SAGA_STATES, sagaWord } from '@/lib/monitoring/schema';

/** What the list of sagas can be narrowed to. */
export function SagasFilters() {
  const t = useTranslations('sagas');
  const status = useTranslations('status.saga');
  const states = SAGA_STATES.map((value) => ({
    value,
    label: status(value.toUpperCase() as Uppercase<typeof value>),
  }));
  const kinds = SAGA_KINDS.map((value) => ({ value, label: t(`kind.${sagaWord(value)}`) }));
  return (
    <FilterBar
      filters={[
        { name: 'order_no', kind: 'search', label: t('search') },
        { name: 'status', kind: 'choice', label: t('status'), options: states },
        { name: 'kind', kind: 'choice', label: t('kind_label'), options: kinds },
      ]}
    />
  );
}
