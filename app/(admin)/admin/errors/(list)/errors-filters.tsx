import { useTranslations } from 'next-intl';
import { FilterBar } from '@/components/ui/filter-bar';
import { ERROR_CODES } from '@/lib/error-catalogue';

const LEVELS = ['error', 'warning'] as const;
const STATES = ['open', 'resolved'] as const;
const CODES = [...ERROR_CODES].sort().map((code) => ({ value: code, label: code }));

/** What the errors can be narrowed to. */
export function ErrorsFilters({ places }: { places: string[] }) {
  const t = useTranslations('error_events');
  const status = useTranslations('status');
  const levels = LEVELS.map((value) => ({
    value,
    label: status(`error_level.${value.toUpperCase() as Uppercase<typeof value>}`),
  }));
  const states = STATES.map((value) => ({
    value,
    label: status(`error_event.${value.toUpperCase() as Uppercase<typeof value>}`),
  }));
  return (
    <FilterBar
      filters={[
        { name: 'level', kind: 'choice', label: t('level'), options: levels },
        { name: 'state', kind: 'choice', label: t('state'), options: states },
        { name: 'code', kind: 'choice', label: t('code'), options: CODES },
        {
          name: 'place',
          kind: 'choice',
          label: t('place'),
          options: places.map((value) => ({ value, label: value })),
        },
      ]}
    />
  );
}
