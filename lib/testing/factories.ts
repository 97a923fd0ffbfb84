import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { hashPassword } from '../accounts/password-hash';
import { database, type Prisma } from '../db';

/** The password of every user made here. */
export const TEST_PASSWORD = 'a password for tests';

let passwordHash: Promise<string> | undefined;

/** A word that no other row has. */
export const unique = (prefix: string) => `${prefix}-${randomBytes(5).toString('hex')}`;

export async function createUser(data: Partial<Prisma.UserCreateInput> = {}) {
  const name = unique('user');
  passwordHash ??= hashPassword(TEST_PASSWORD);
  return database().user.create({
    data: { email: `${name}@example.com`, name, role: 'OPERATOR', passwordHash: await passwordHash, ...data },
  });
}

/** Somebody is signed in on one more device. */
export async function createSession(
  userId: number,
  data: Partial<Omit<Prisma.SessionUncheckedCreateInput, 'userId'>> = {},
) {
  return database().session.create({ data: { id: randomUUID(), userId, ip: unique('ip'), ...data } });
}

/** A distributor and its user; `id` is the number of both. */
export async function createDistributor(
  data: Partial<Omit<Prisma.DistributorUncheckedCreateInput, 'userId'>> = {},
) {
  const user = await createUser({ role: 'DISTRIBUTOR' });
  const distributor = await database().distributor.create({
    data: { userId: user.id, slug: unique('shop'), unitPrice: '12.50', ...data },
  });
  return { ...user, distributor };
}

export async function createPlan(data: Partial<Prisma.PlanUncheckedCreateInput> = {}) {
  return database().plan.create({
    data: { name: unique('Plan'), price: '99.90', codeCount: 10, codeMaxUses: 1, expiresDays: 365, ...data },
  });
}

export async function createTeam(data: Partial<Prisma.TeamUncheckedCreateInput> = {}) {
  return database().team.create({
    data: { name: unique('Team'), accountId: unique('account'), capacity: 5, ...data },
  });
}

/** Teams of these capacities; nobody gets into any that was made before. */
export async function onlyTeams(...capacities: number[]) {
  await database().team.updateMany({ where: { isActive: true }, data: { isActive: false } });
  const teams = [];
  // One after the other: the first one is filled first.
  for (const capacity of capacities) teams.push(await createTeam({ capacity }));
  return teams;
}

export type IssuedCodes = {
  count?: number;
  max_uses?: number;
  is_active?: boolean;
  expires_at?: Date | null;
  validity_days?: number | null;
};

/** What days have counted, as only tests may write it; for a plan of its own. */
export async function createDays(
  distributorId: number,
  days: Record<string, { attempts?: number; sent?: number; accepted?: number }>,
) {
  const { id: planId } = await createPlan();
  const data = Object.entries(days).map(([day, counts]) => ({
    distributorId,
    planId,
    day: new Date(day),
    ...counts,
  }));
  await database().distributorDay.createMany({ data });
}

/** A paid and completed order of codes, as buying and issuing leave it behind. */
export async function createIssuedCodes(distributorId: number, terms: IssuedCodes = {}) {
  const { count = 1, max_uses: maxUses = 1, is_active: isActive = true } = terms;
  const plan = await createPlan({
    codeCount: count,
    codeMaxUses: maxUses,
    validityDays: terms.validity_days,
  });
  const at = new Date();
  const amounts = { totalAmount: plan.price, currency: plan.currency };
  const order = await database().order.create({
    data: {
      // Of a year in which nothing was sold.
      orderNo: `ORD2000${String(randomInt(10 ** 12)).padStart(12, '0')}`,
      type: 'CODES',
      status: 'COMPLETED',
      paymentStatus: 'PAID',
      fulfillmentStatus: 'COMPLETED',
      buyerUserId: distributorId,
      createdById: distributorId,
      planId: plan.id,
      quantity: 1,
      ...amounts,
      expectedCount: count,
      deliveredCount: count,
      codeMaxUses: maxUses,
      codesExpireAt: terms.expires_at,
      paidAt: at,
      completedAt: at,
      tracking: { create: [{ status: 'COMPLETED', actor: 'system:test' }] },
    },
  });
  await database().payment.create({
    data: {
      orderId: order.id,
      provider: 'sandbox',
      method: 'sandbox',
      amount: amounts.totalAmount,
      currency: amounts.currency,
      status: 'COMPLETED',
      idempotencyKey: unique('key'),
      reference: unique('reference'),
      transactionId: unique('transaction'),
      completedAt: at,
    },
  });
  const codes = await database().redeemCode.createManyAndReturn({
    data: Array.from({ length: count }, (_, index) => ({
      code: `ORD${order.id}_${randomBytes(4).toString('hex').toUpperCase()}`,
      orderId: order.id,
      seq: index + 1,
      createdBy: distributorId,
      maxUses,
      isActive,
      expiresAt: terms.expires_at,
      validityDays: terms.validity_days,
    })),
  });
  await database().codeCounter.create({
    data: {
      orderId: order.id,
      distributorId,
      planId: plan.id,
      expiresAt: terms.expires_at,
      total: count,
      inactive: isActive ? 0 : count,
    },
  });
  return { order, plan, codes: codes.map(({ id, code }) => ({ id, code })) };
}

/** One code that can be redeemed, and whose it is. */
export async function createCode(terms: Omit<IssuedCodes, 'count'> = {}) {
  const distributor = await createDistributor();
  const { order, codes } = await createIssuedCodes(distributor.id, terms);
  return { ...codes[0]!, distributor, order };
}
