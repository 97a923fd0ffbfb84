import { randomBytes } from 'node:crypto';
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
