import { expect, test } from 'vitest';
import { matchingDoors, type Door } from './matching-doors';

const door = (label: string, other: string): Door => ({
  kind: 'page',
  href: `/${label}`,
  icon: 'codes',
  label,
  other,
});
const doors = [
  door('Code orders', '兑换码订单'),
  door('Codes', '兑换码'),
  door('Plans', '套餐'),
  door('Create plan', '创建套餐'),
];
const found = (typed: string) => matchingDoors(doors, typed).map(({ label }) => label);

test.each([
  ['cod', ['Code orders', 'Codes']],
  ['ORD', ['Code orders']],
  ['ord cod', ['Code orders']],
  ['cr pl', ['Create plan']],
  ['  plan ', ['Plans', 'Create plan']],
  ['套餐', ['Plans', 'Create plan']],
  ['订单', ['Code orders']],
  ['lan', ['Plans', 'Create plan']],
  ['codes plan', []],
  ['', ['Code orders', 'Codes', 'Plans', 'Create plan']],
])('"%s" finds %j', (typed, labels) => {
  expect(found(typed)).toEqual(labels);
});

test('what begins like it comes before what has it somewhere', () => {
  expect(
    matchingDoors([door('Reorder', '再次'), door('Orders', '订单')], 'order').map(({ label }) => label),
  ).toEqual(['Orders', 'Reorder']);
});
