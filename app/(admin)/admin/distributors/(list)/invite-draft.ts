export const INVITE_FIELDS = ['email', 'name', 'slug', 'unit_price', 'currency'] as const;
export type InviteField = (typeof INVITE_FIELDS)[number];
export type InviteDraft = Record<InviteField, string>;

export const EMPTY_INVITE: InviteDraft = { email: '', name: '', slug: '', unit_price: '', currency: 'CNY' };

const SLUG_LONGEST = 60;

/** How a name would stand in an address: what addresses cannot hold becomes one hyphen. */
export function slugOf(name: string) {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.match(/[a-z0-9]+/g) ?? [];
  return words.join('-').slice(0, SLUG_LONGEST).replace(/-$/, '');
}

/** The slug follows the name until somebody writes another one. */
export function followName(draft: InviteDraft, typed: InviteField, before: InviteDraft): InviteDraft {
  const follows = typed === 'name' && before.slug === slugOf(before.name);
  return follows ? { ...draft, slug: slugOf(draft.name) } : draft;
}

/** The server's own rules for one field, so that what is wrong is said before it is sent. */
export function isInviteFieldRight(field: InviteField, value: string) {
  switch (field) {
    case 'email':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value);
    case 'name':
      return value !== '' && value.length <= 120;
    case 'slug':
      return value.length <= SLUG_LONGEST && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value);
    case 'unit_price':
      return /^\d{1,12}(\.\d{1,2})?$/.test(value);
    case 'currency':
      return /^[A-Z]{3}$/.test(value);
  }
}
