import { signIn } from '../lib/accounts/sign-in';
import { switchCodes } from '../lib/codes/switch-codes';
import { contextOf, type Ctx } from '../lib/context';
import { Prisma } from '../lib/db';
import { AppError } from '../lib/errors';
import { redeemCode } from '../lib/members/redeem-code';
import { receiveEvent } from '../lib/payments/receive-event';
import { inTransaction } from '../lib/transaction';
import type { Business } from './seed-business';
import { seedApiKeys } from './seed-people';
import { as, distributorOf } from './seed-purchase';
import { age, DAY, HOUR } from './seed-time';

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const SAFARI =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.2 Safari/605.1.15';

const SIGNED_IN = [
  { email: 'operator@tributary.example', ip: '203.0.113.24', user_agent: CHROME, hours: 27 },
  { email: 'admin@tributary.example', ip: '203.0.113.24', user_agent: SAFARI, hours: 19 },
  { email: 'distributor2@tributary.example', ip: '198.51.100.7', user_agent: CHROME, hours: 6 },
  { email: 'distributor@tributary.example', ip: '192.0.2.61', user_agent: SAFARI, hours: 3 },
];
/** Customers of this minute: the worker sends their invitations. */
const JUST_NOW = ['wang.siyu.new@example.com', 'amelia.hart@example.com', 'zhou.ran@example.org'];
/** Callbacks with no signature of ours, by how many hours ago. */
const REFUSED = [76, 31, 30.9];

/** What has happened lately beside sales: people signing in, programs, codes that were switched off, callbacks that were refused. */
export async function seedLately(ctx: Ctx, { shops }: Business, password: string) {
  const star = shops.get('Morning Star Digital');
  if (!star) throw new Error('there is no first distributor');
  for (const visit of SIGNED_IN) await seedSignIn(visit, password);
  await seedApiKeys(ctx, distributorOf(star));
  await switchOff(ctx, star);
  for (const hours of REFUSED) await refuse(ctx, hours);
}

async function seedSignIn({ hours, ...from }: (typeof SIGNED_IN)[number], password: string) {
  const visitor = contextOf({ kind: 'public', ip: from.ip });
  await signIn(visitor, { ...from, password });
  await inTransaction(visitor, async (tx) => {
    const person = Prisma.sql`(SELECT id FROM users WHERE email = ${from.email})`;
    await age(tx, 'users', ['last_sign_in_at'], hours * HOUR, Prisma.sql`id = ${person}`);
    await age(tx, 'sessions', ['created_at', 'seen_at'], hours * HOUR, Prisma.sql`user_id = ${person}`);
    const told = Prisma.sql`action = 'accounts.sign-in' AND user_id = ${person}`;
    await age(tx, 'audit_log', ['created_at'], hours * HOUR, told);
  });
}

/** A few codes that had been handed out by mistake. */
async function switchOff(ctx: Ctx, sellerId: number) {
  await inTransaction(ctx, async (tx) => {
    const codes = await tx.db.redeemCode.findMany({
      where: { createdBy: sellerId, usedCount: 0, order: { plan: { name: 'Business' } } },
      orderBy: { id: 'desc' },
      take: 6,
      select: { id: true },
    });
    const ids = codes.map(({ id }) => id);
    await switchCodes(as(tx, distributorOf(sellerId)), 'me', { ids, active: false });
    const told = Prisma.sql`entity = 'code' AND entity_id = ANY (${ids.map(String)})`;
    await age(tx, 'audit_log', ['created_at'], 2 * DAY, told);
  });
}

async function refuse(ctx: Ctx, hours: number) {
  await inTransaction(ctx, async (tx) => {
    const [{ last }] = await tx.db.$queryRaw<[{ last: bigint }]>`
      SELECT coalesce(max(id), 0) AS last FROM payment_events`;
    const refused = await receiveEvent(as(tx, { kind: 'provider', provider: 'sandbox' }), {
      provider: 'sandbox',
      rawBody: new TextEncoder().encode(
        '{"type":"payment.succeeded","data":{"order_no":"ORD2000010100000001"}}',
      ),
      headers: new Headers(),
      ip: '198.51.100.200',
    }).catch((error: unknown) => error);
    if (!(refused instanceof AppError && refused.errorCode === 'WEBHOOK_REFUSED'))
      throw new Error('a callback without a signature was not refused', { cause: refused });
    await age(tx, 'payment_events', ['received_at'], hours * HOUR, Prisma.sql`id > ${last}`);
  });
}

/** Customers who come while the demo is being made. */
export async function seedNow(ctx: Ctx, { shops }: Business) {
  const codes = await ctx.db.redeemCode.findMany({
    where: { createdBy: shops.get('Morning Star Digital'), usedCount: 0, isActive: true },
    orderBy: { id: 'desc' },
    take: JUST_NOW.length,
    select: { code: true },
  });
  for (const [index, email] of JUST_NOW.entries()) {
    const code = codes[index]?.code;
    if (!code) throw new Error('there is no code left');
    await redeemCode(contextOf({ kind: 'public', ip: `192.0.2.${index + 1}` }), { code, email });
  }
}
