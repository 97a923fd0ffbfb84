import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PlanInput } from '@/lib/catalog/schema';
import { draftOf, inputOf, isPlanFieldRight, PLAN_FIELDS } from './plan-draft';

const RIGHT = { ...draftOf(), name: 'Ten', price: '9.90', code_count: '10' };

test('what the form lets through the server takes, and what it holds back the server refuses', () => {
  const typed = fc.oneof(
    fc.constantFrom(
      '',
      '0',
      '1',
      '1000000',
      '1000001',
      '36500',
      '36501',
      '1.',
      '1.5',
      '1e3',
      '0x1',
      '-1',
      'CNY',
      'cny',
      'JPY',
      '0.00',
      '9.999',
    ),
    fc.string({ maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...PLAN_FIELDS), typed, (field, value) => {
      const draft = { ...RIGHT, [field]: value };
      const taken = PlanInput.safeParse(inputOf(draft)).success;
      expect(taken).toBe(PLAN_FIELDS.every((one) => isPlanFieldRight(one, draft[one].trim(), draft)));
    }),
    { numRuns: 1_000 },
  );
});

test('a plan goes through the form unchanged', () => {
  const plan = PlanInput.parse({
    name: 'A',
    price: '10.00',
    code_count: 5,
    code_max_uses: 2,
    expires_days: 30,
  });
  expect(inputOf(draftOf({ id: 1, ...plan }))).toEqual(plan);
});
