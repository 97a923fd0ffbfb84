import { useTranslations } from 'next-intl';
import { FilterBar } from '@/components/ui/filter-bar';
import { USER_STATES } from '@/lib/accounts/schema';
import { Role } from '@/lib/generated/prisma/enums';

/** What the list of users can be narrowed to. */
export function UsersFilters() {
  const t = useTranslations('users');
  const role = useTranslations('navigation.role');
  const state = useTranslations('status.user');
  const roles = Object.values(Role).map((value) => ({ value, label: role(value) }));
  const states = USER_STATES.map((value) => ({
    value,
    label: state(value.toUpperCase() as Uppercase<typeof value>),
  }));
  return (
    <FilterBar
      filters={[
        { name: 'q', kind: 'search', label: t('search') },
        { name: 'role', kind: 'choice', label: t('role'), options: roles },
        { name: 'state', kind: 'choice', label: t('state'), options: states },
      ]}
    />
  );
}
