import { expect, test } from 'vitest';
import { crumbsOf, currentOf, leadsTo, type NavigationSection } from './navigation';

const sections: NavigationSection[] = [
  {
    label: 'Sales',
    items: [
      { href: '/codes', label: 'Codes', icon: null },
      { href: '/orders', label: 'Code orders', icon: null },
    ],
  },
];

test.each([
  ['/codes', '/codes', true],
  ['/codes', '/codes/ORD1', true],
  ['/codes', '/codes-of-others', false],
  ['/admin/orders', '/orders', false],
])('%s leads to %s: %s', (href, path, expected) => {
  expect(leadsTo(href, path)).toBe(expected);
});

test('the way to a page is its navigation item, and what lies below it', () => {
  expect(crumbsOf('/orders', sections)).toEqual([{ label: 'Code orders' }]);
  expect(crumbsOf('/orders/ORD%201', sections)).toEqual([
    { label: 'Code orders', href: '/orders' },
    { label: 'ORD 1' },
  ]);
});

test('a page without a navigation item has the title given for it, or nothing', () => {
  expect(crumbsOf('/account', sections, { account: 'Account' })).toEqual([{ label: 'Account' }]);
  expect(crumbsOf('/account/api-keys', sections, { account: 'Account', 'api-keys': 'API keys' })).toEqual([
    { label: 'Account', href: '/account' },
    { label: 'API keys' },
  ]);
  expect(crumbsOf('/elsewhere', sections)).toEqual([]);
});

test.each(['__proto__', 'constructor', 'toString'])('a part called %s is a word like any other', (part) => {
  expect(crumbsOf(`/orders/${part}`, sections, { account: 'Account' }).at(-1)).toEqual({ label: part });
  expect(crumbsOf(`/${part}`, sections, { account: 'Account' })).toEqual([]);
});

test('a number that only addresses know is no step of the way, but the way back stays a link', () => {
  const codes = { label: 'Codes', href: '/codes' };
  expect(crumbsOf('/codes/13', sections)).toEqual([codes]);
  expect(crumbsOf('/codes/13/members', sections, { members: 'Members' })).toEqual([
    codes,
    { label: 'Members' },
  ]);
});

test('of two items that lead to a page, the one that says more is current', () => {
  const items = [
    { href: '/payments', label: 'Payments', icon: null },
    { href: '/payments/sagas', label: 'Processes', icon: null },
  ];
  const nested = [{ label: 'Administration', items }];
  expect(currentOf('/payments/sagas/7', nested)?.label).toBe('Processes');
  expect(currentOf('/payments/refunds', nested)?.label).toBe('Payments');
  expect(crumbsOf('/payments/sagas', nested)).toEqual([{ label: 'Processes' }]);
});
