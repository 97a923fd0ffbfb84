import type { Messages } from 'next-intl';
import type { Role } from '@/lib/generated/prisma/enums';
import type { IconName } from './navigation-icon';

type Word = keyof {
  [W in keyof Messages['navigation'] as Messages['navigation'][W] extends string ? W : never]: W;
};

export type Place = { href: string; word: Word; icon: IconName };
export type PlaceSection = { word: Word; places: Place[] };

const place = (href: string, word: Word, icon: IconName): Place => ({ href, word, icon });

const SALES: PlaceSection = {
  word: 'sales',
  places: [
    place('/dashboard', 'dashboard', 'dashboard'),
    place('/codes', 'codes', 'codes'),
    place('/members', 'members', 'members'),
    place('/orders', 'code_orders', 'orders'),
    place('/brand', 'brand', 'brand'),
    place('/outbox', 'outbox', 'mails'),
    place('/webhooks', 'webhooks', 'webhooks'),
  ],
};
const ORDERS = place('/admin/orders', 'admin_orders', 'orders');
const PAYMENTS = place('/admin/payments', 'payments', 'payments');
const ALERTS = place('/admin/alerts', 'alerts', 'alerts');
const SAGAS = place('/admin/payments/sagas', 'sagas', 'sagas');

const PLACES: Record<Role, PlaceSection[]> = {
  DISTRIBUTOR: [SALES],
  OPERATOR: [
    { word: 'admin', places: [ORDERS, PAYMENTS] },
    { word: 'operations', places: [ALERTS, SAGAS] },
  ],
  ADMIN: [
    {
      word: 'admin',
      places: [
        place('/admin/overview', 'overview', 'overview'),
        ORDERS,
        PAYMENTS,
        place('/admin/members', 'admin_members', 'members'),
        place('/admin/teams', 'teams', 'teams'),
        place('/admin/distributors', 'distributors', 'distributors'),
        place('/admin/plans', 'plans', 'plans'),
        place('/admin/users', 'users', 'users'),
      ],
    },
    {
      word: 'operations',
      places: [
        ALERTS,
        place('/admin/errors', 'errors', 'errors'),
        SAGAS,
        place('/admin/jobs', 'jobs', 'jobs'),
        place('/admin/outbox', 'outbox', 'mails'),
        place('/admin/settings', 'settings', 'settings'),
      ],
    },
  ],
};

/** The pages on which a role works. */
export const placesOf = (role: Role) => PLACES[role];

/** Everybody's own. */
export const OWN_PLACES = [
  place('/account', 'account', 'users'),
  place('/account/api-keys', 'api_keys', 'keys'),
];
