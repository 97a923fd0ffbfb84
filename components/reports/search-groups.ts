import type { IconName } from '@/components/accounts/navigation-icon';
import type { RecentPlace } from '@/components/ui/frame/recent-places';
import type { Role } from '@/lib/generated/prisma/enums';
import type { Found } from '@/lib/reports/schema';
import { foundOption, type FoundKind } from './found-options';
import { matchingDoors, type Door } from './matching-doors';

export type SearchOption = { href: string; label: string; icon: IconName; about?: string; found?: Found };
export type SearchGroup = { name: 'recent' | Door['kind'] | FoundKind; options: SearchOption[] };

const KINDS: FoundKind[] = ['order', 'code', 'member', 'distributor', 'user'];
const MOST_DOORS = 6;

type Offered = { typed: string; recent: RecentPlace[]; doors: Door[]; found: Found[]; role: Role };

/** What the search offers, group by group. What was found comes last: it comes later, and nothing above it may move. */
export function searchGroups({ typed, recent, doors, found, role }: Offered): SearchGroup[] {
  const matching = typed ? matchingDoors(doors, typed).slice(0, MOST_DOORS) : doors;
  const known = new Set(doors.map(({ icon }) => icon as string));
  const before = recent.flatMap(({ icon, ...place }) =>
    known.has(icon) ? [{ ...place, icon: icon as IconName }] : [],
  );
  const groups: SearchGroup[] = [
    { name: 'recent', options: typed ? [] : before },
    { name: 'page', options: matching.filter(({ kind }) => kind === 'page') },
    { name: 'move', options: matching.filter(({ kind }) => kind === 'move') },
    ...KINDS.map((name) => ({
      name,
      options: found.filter(({ kind }) => kind === name).map((one) => foundOption(one, role)),
    })),
  ];
  return groups.filter(({ options }) => options.length > 0);
}
