import { createApiKey } from '../lib/accounts/create-api-key';
import { createUser } from '../lib/accounts/create-user';
import { disableUser } from '../lib/accounts/disable-user';
import { inviteUser } from '../lib/accounts/invite-user';
import { revokeApiKey } from '../lib/accounts/revoke-api-key';
import type { Actor, Ctx, Tx } from '../lib/context';
import { Prisma } from '../lib/db';
import { inTransaction } from '../lib/transaction';
import { as } from './seed-purchase';
import { age, DAY, HOUR } from './seed-time';

const STAFF = [
  { email: 'admin@tributary.example', name: 'Lin Wei', role: 'ADMIN', days: 120 },
  // Large refunds need two of them.
  { email: 'admin2@tributary.example', name: 'Rao Ning', role: 'ADMIN', days: 119 },
  { email: 'operator@tributary.example', name: 'Chen Yu', role: 'OPERATOR', days: 118 },
  { email: 'qian.min@tributary.example', name: 'Qian Min', role: 'OPERATOR', days: 96 },
] as const;
/** Qian Min left. */
const LEFT = { email: 'qian.min@tributary.example', days: 21 };
const INVITED = {
  email: 'grace.hopkins@tributary.example',
  name: 'Grace Hopkins',
  role: 'OPERATOR',
} as const;

export const adminOf = (userId: number): Actor => ({ kind: 'user', userId, role: 'ADMIN', via: 'session' });

/** Puts what was done with a person back in time: since they came, or with `columns` and `action` something later. */
export async function agePerson(tx: Tx, id: number, seconds: number) {
  const told = Prisma.sql`entity IN ('user', 'distributor') AND entity_id = ${String(id)}`;
  await age(tx, 'users', ['created_at', 'updated_at'], seconds, Prisma.sql`id = ${id}`);
  await age(
    tx,
    'distributors',
    ['created_at', 'updated_at', 'codes_stopped_at'],
    seconds,
    Prisma.sql`user_id = ${id}`,
  );
  await age(tx, 'audit_log', ['created_at'], seconds, told);
}

/** The people of the house. @returns the id of the administrator */
export async function seedStaff(ctx: Ctx, password: string) {
  let adminId = 0;
  for (const { days, ...person } of STAFF) {
    const { id } = await inTransaction(ctx, async (tx) => {
      const user = await createUser(tx, { ...person, password });
      const left = person.email === LEFT.email ? LEFT.days : 0;
      await agePerson(tx, user.id, (days - left) * DAY);
      if (!left) return user;
      await disableUser(as(tx, adminOf(adminId)), { user_id: user.id });
      await agePerson(tx, user.id, left * DAY);
      return user;
    });
    adminId ||= id;
  }
  // The worker sends the link, as it would.
  await inviteUser({ ...ctx, actor: adminOf(adminId) }, INVITED);
  return adminId;
}

/** Programs that act as a distributor: one in use, one that was replaced. */
export async function seedApiKeys(ctx: Ctx, actor: Actor) {
  await inTransaction(ctx, async (tx) => {
    const owner = as(tx, actor);
    const old = await createApiKey(owner, { name: 'Shop (old)' });
    await ageKey(tx, old.id, 40 * DAY);
    await revokeApiKey(owner, { api_key_id: old.id });
    const present = await createApiKey(owner, { name: 'Shop' });
    await tx.db.apiKey.updateMany({ where: { id: present.id }, data: { lastUsedAt: new Date() } });
    await ageKey(tx, old.id, 33 * DAY);
    await ageKey(tx, present.id, 33 * DAY);
    await age(tx, 'api_keys', ['last_used_at'], 2 * HOUR - 33 * DAY, Prisma.sql`id = ${present.id}`);
  });
}

async function ageKey(tx: Tx, id: number, seconds: number) {
  const told = Prisma.sql`entity = 'api_key' AND entity_id = ${String(id)}`;
  await age(tx, 'api_keys', ['created_at', 'last_used_at', 'revoked_at'], seconds, Prisma.sql`id = ${id}`);
  await age(tx, 'audit_log', ['created_at'], seconds, told);
}
