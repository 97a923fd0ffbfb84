import { beforeEach, expect, test } from 'vitest';
import { database } from '../db';
import { PermissionDeniedError, ResourceNotFoundError } from '../errors';
import { acceptInvitation } from '../members/accept-invitation';
import { invitationToken } from '../members/invitation-token';
import { redeemCode } from '../members/redeem-code';
import { sendInvitation } from '../members/send-invitation';
import { publicCtx, testCtx, userCtx } from '../testing/database';
import { createDistributor, createIssuedCodes, createUser, onlyTeams, unique } from '../testing/factories';
import { getPlanSales } from './get-plan-sales';
import { listSales } from './list-sales';
import { SalesQuery } from './schema';

beforeEach(() => onlyTeams(50));

async function redeem(code: string) {
  const email = `${unique('customer')}@example.com`;
  await redeemCode(publicCtx(), { code, email });
  return database().inviteRecord.findFirstOrThrow({ where: { email } });
}

async function accept({ id, tokenNonce }: { id: number; tokenNonce: number }) {
  await acceptInvitation(publicCtx(), { token: invitationToken(id, tokenNonce) });
}

test('every redemption, the newest first, with what the contract promises', async () => {
  const distributor = await createDistributor();
  const { codes, order, plan } = await createIssuedCodes(distributor.id, { count: 3 });
  const first = await redeem(codes[0]!.code);
  const second = await redeem(codes[1]!.code);
  const third = await redeem(codes[2]!.code);
  await accept(second);
  await sendInvitation(testCtx(), { invitation_id: third.id });
  const { items } = await listSales(userCtx(distributor), 'me', SalesQuery.parse({}));
  expect(items.map(({ id, status }) => [id, status])).toEqual([
    [third.id, 'success'],
    [second.id, 'success'],
    [first.id, 'pending'],
  ]);
  expect(items[2]).toEqual({
    id: first.id,
    email: first.email,
    code: codes[0]!.code,
    order_no: order.orderNo,
    plan_name: plan.name,
    status: 'pending',
    created_at: first.createdAt.toISOString(),
    sent_at: null,
    accepted_at: null,
  });
  expect(items.map(({ accepted_at: at }) => at !== null)).toEqual([false, true, false]);
});

test('pages lead through all sales and back', async () => {
  const distributor = await createDistributor();
  const { codes } = await createIssuedCodes(distributor.id, { count: 5 });
  for (const { code } of codes) await redeem(code);
  const page = (query: object) => listSales(userCtx(distributor), 'me', SalesQuery.parse(query));
  const all = (await page({})).items;
  const first = await page({ limit: 2 });
  const second = await page({ limit: 2, cursor: first.next_cursor });
  const third = await page({ limit: 2, cursor: second.next_cursor });
  expect([...first.items, ...second.items, ...third.items]).toEqual(all);
  expect(third.next_cursor).toBe(null);
  expect((await page({ limit: 2, cursor: third.previous_cursor })).items).toEqual(second.items);
});

test('an admin sees anybody’s sales, a distributor only its own', async () => {
  const [one, other] = [await createDistributor(), await createDistributor()];
  const { codes } = await createIssuedCodes(one.id);
  await redeem(codes[0]!.code);
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  const query = SalesQuery.parse({});
  expect((await listSales(admin, one.id, query)).items).toHaveLength(1);
  expect((await listSales(userCtx(other), 'me', query)).items).toEqual([]);
  expect((await getPlanSales(userCtx(other), 'me', { days: 1 })).items).toEqual([]);
  await expect(listSales(userCtx(other), one.id, query)).rejects.toBeInstanceOf(PermissionDeniedError);
  await expect(getPlanSales(userCtx(other), one.id, { days: 1 })).rejects.toBeInstanceOf(
    PermissionDeniedError,
  );
  await expect(listSales(admin, 2_000_000_000, query)).rejects.toBeInstanceOf(ResourceNotFoundError);
});
