import { useTranslations } from 'next-intl';
import { FilterBar } from '@/components/ui/filter-bar';
import { MEMBER_STATES } from '@/lib/members/schema';

type MemberFiltersProps = { teams: { id: number; name: string }[]; withDistributor?: boolean };

/** What lists of members can be narrowed to. Drawn on the server: its choices come with a library of rules. */
export function MemberFilters({ teams, withDistributor }: MemberFiltersProps) {
  const t = useTranslations('members');
  const state = useTranslations('status.member');
  const states = MEMBER_STATES.map((value) => ({
    value,
    label: state(value.toUpperCase() as Uppercase<typeof value>),
  }));
  const inTeams = teams.map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <FilterBar
      filters={[
        { name: 'q', kind: 'search', label: t('search') },
        ...(withDistributor
          ? [{ name: 'distributor', kind: 'search' as const, label: t('filter_distributor') }]
          : []),
        { name: 'status', kind: 'choice', label: t('state'), options: states },
        { name: 'team_id', kind: 'choice', label: t('team'), options: inTeams },
      ]}
    />
  );
}
