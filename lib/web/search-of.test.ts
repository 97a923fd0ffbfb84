import { expect, it } from 'vitest';
import { z } from 'zod';
import { searchOf } from './search-of';

const Query = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  state: z.enum(['open', 'closed']).optional(),
});

it('takes what makes sense', () => {
  expect(searchOf(Query, { limit: '20', state: 'open', other: 'x' })).toEqual({ limit: 20, state: 'open' });
});

it('leaves out what does not, and keeps the rest', () => {
  expect(searchOf(Query, { limit: '9999', state: 'open' })).toEqual({ limit: 50, state: 'open' });
  expect(searchOf(Query, { limit: '20', state: ['open', 'closed'] })).toEqual({ limit: 20 });
});
