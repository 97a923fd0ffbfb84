import type { IconName } from '@/components/accounts/navigation-icon';
import type { Role } from '@/lib/generated/prisma/enums';
import type { Found } from '@/lib/reports/schema';

export type FoundKind = Found['kind'];

const ICONS: Record<FoundKind, IconName> = {
  order: 'orders',
  code: 'codes',
  member: 'members',
  distributor: 'distributors',
  user: 'users',
};

/** The page on which a role sees what was found. */
function hrefOf(found: Found, role: Role) {
  const own = role === 'DISTRIBUTOR';
  switch (found.kind) {
    case 'order':
      return `${own ? '/orders' : '/admin/orders'}/${found.order_no}`;
    case 'code':
      if (own) return `/codes?q=${found.code}`;
      // Operators read orders and no lists of codes.
      if (role === 'OPERATOR') return `/admin/orders/${found.order_no}`;
      return `/admin/distributors/${found.distributor_id}/codes?q=${found.code}`;
    case 'member':
      return `${own ? '/members' : '/admin/members'}/${found.id}`;
    case 'distributor':
      return `/admin/distributors/${found.id}`;
    case 'user':
      return `/admin/users?q=${encodeURIComponent(found.email)}`;
  }
}

/** What is said of it: its name, and what tells it from its like. Whose it is, its owner knows. */
function wordsOf(found: Found, role: Role): [label: string, about: string] {
  const own = role === 'DISTRIBUTOR';
  switch (found.kind) {
    case 'order':
      return [found.order_no, own ? found.plan_name : `${found.plan_name} · ${found.buyer}`];
    case 'code':
      return [found.code, found.order_no];
    case 'member':
      return [found.email, own ? '' : found.distributor];
    case 'distributor':
    case 'user':
      return [found.name, found.email];
  }
}

/** A line of the search for something that was found. */
export function foundOption(found: Found, role: Role) {
  const [label, about] = wordsOf(found, role);
  return { found, href: hrefOf(found, role), icon: ICONS[found.kind], label, about };
}
