import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InviteDistributorInput } from '@/lib/distributors/schema';
import { EMPTY_INVITE, followName, INVITE_FIELDS, isInviteFieldRight, slugOf } from './invite-draft';

const RIGHT = { email: 'a@b.example', name: 'A', slug: 'a', unit_price: '1.00', currency: 'CNY' };

test.each([
  ['Morning Star Digital', 'morning-star-digital'],
  ['  Café & Söhne  ', 'cafe-sohne'],
  ['晨星数码', ''],
  ['x'.repeat(80), 'x'.repeat(60)],
])('%s is %s in an address', (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});

test('what is suggested is a slug or nothing, whatever the name', () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      const slug = slugOf(name);
      expect(slug === '' || isInviteFieldRight('slug', slug)).toBe(true);
    }),
  );
});

test('what the form lets through the server takes', () => {
  fc.assert(
    fc.property(fc.constantFrom(...INVITE_FIELDS), fc.string({ maxLength: 8 }), (field, value) => {
      if (field === 'email' || !isInviteFieldRight(field, value.trim())) return;
      expect(InviteDistributorInput.safeParse({ ...RIGHT, [field]: value.trim() }).success).toBe(true);
    }),
  );
});

test('the slug follows the name until it is written by hand', () => {
  const named = followName({ ...EMPTY_INVITE, name: 'Blue' }, 'name', EMPTY_INVITE);
  expect(named.slug).toBe('blue');
  const own = { ...named, slug: 'azure' };
  expect(followName({ ...own, name: 'Blue Shop' }, 'name', own).slug).toBe('azure');
  expect(followName(own, 'slug', named)).toEqual(own);
});
