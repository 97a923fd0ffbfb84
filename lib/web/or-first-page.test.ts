import { expect, it } from 'vitest';
import { listCodes } from '../codes/list-codes';
import { ValidationError } from '../errors';
import { userCtx } from '../testing/database';
import { createDistributor, createIssuedCodes } from '../testing/factories';
import { orFirstPage } from './or-first-page';

it('shows the first page to whom the cursor says nothing, and the asked one to whom it does', async () => {
  const [owner, other] = [await createDistributor(), await createDistributor()];
  const { codes } = await createIssuedCodes(owner.id, { count: 3 });
  const own = await createIssuedCodes(other.id);
  const query = { limit: 50, cursor: { id: codes[2]!.id, towards: 'older' as const } };
  const seen = async (who: typeof owner) =>
    (await orFirstPage(query, (asked) => listCodes(userCtx(who), 'me', asked))).items.map(({ id }) => id);
  expect(await seen(other)).toEqual([own.codes[0]!.id]);
  expect(await seen(owner)).toEqual([codes[1]!.id, codes[0]!.id]);
});

it('takes no other refusal for a cursor', async () => {
  const refuse = (field: string) =>
    orFirstPage({}, () => Promise.reject(new ValidationError('wrong', field)));
  await expect(refuse('order_no')).rejects.toMatchObject({ details: { field: 'order_no' } });
  await expect(refuse('cursor')).rejects.toMatchObject({ details: { field: 'cursor' } });
});
