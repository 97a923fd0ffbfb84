import { randomBytes } from 'node:crypto';
import { Problem } from '../bin/problem.mjs';
import { progressBar } from '../bin/progress-bar.mjs';
import { createUser } from '../lib/accounts/create-user';
import type { Ctx } from '../lib/context';
import { createDistributor } from '../lib/distributors/create-distributor';
import { addScale, countScale } from './seed-scale';

const SCALE = { email: 'scale@tributary.example', name: 'Scale test' };
const MOST = 5_000_000;

export type CodesAsked = {
  codes: string;
  distributor?: string;
  'yes-really'?: boolean;
  /** Payments are taken in earnest in this database. */
  inEarnest: boolean;
  /** With which the distributor of the test can sign in. */
  password: string;
};

/** Adds codes to the present database until a distributor has as many as asked; one that was interrupted goes on. */
export async function seedCodes(ctx: Ctx, asked: CodesAsked) {
  const total = Number(asked.codes);
  if (!Number.isInteger(total) || total < 1 || total > MOST)
    throw new Problem(`--codes ${asked.codes}: give a number between 1 and ${MOST.toLocaleString('en')}.`);
  assertNotInEarnest(asked);
  const distributorId = asked.distributor
    ? await distributorNamed(ctx, asked.distributor)
    : await scaleDistributor(ctx, asked);
  const present = await countScale(ctx, distributorId);
  if (present >= total)
    throw new Problem(
      `${present.toLocaleString('en')} codes are there already: ask for more to add to them, or name another --distributor.`,
    );
  const bar = progressBar(total, 'codes');
  bar.startAt(present);
  const onSignal = () => {
    bar.end();
    console.log('Interrupted: every order that is there is whole. The same command goes on from here.');
    process.exit(130);
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  await addScale(ctx, { distributorId, codes: total, present, onProgress: (codes) => bar.moveTo(codes) });
  bar.end();
}

function assertNotInEarnest({ inEarnest, 'yes-really': sure }: CodesAsked) {
  if (inEarnest && !sure)
    throw new Problem(
      'DATABASE_URL is set and SANDBOX_PAYMENTS is not, so this database may be one in earnest, and nothing that is added can be taken away again. Add --yes-really if you mean it.',
    );
}

async function distributorNamed(ctx: Ctx, email: string) {
  const where = { email: email.trim().toLowerCase(), distributor: { isNot: null } };
  const found = await ctx.db.user.findFirst({ where, select: { id: true } });
  if (!found) throw new Problem(`There is no distributor ${email}.`);
  return found.id;
}

async function scaleDistributor(ctx: Ctx, { inEarnest, password: known }: CodesAsked) {
  const there = await ctx.db.user.findUnique({ where: { email: SCALE.email }, select: { id: true } });
  if (there) return there.id;
  // In earnest nobody is to sign in as somebody made up.
  const password = inEarnest ? randomBytes(24).toString('base64url') : known;
  const { id } = await createUser(ctx, { ...SCALE, role: 'DISTRIBUTOR', password });
  await createDistributor(ctx, { user_id: id, slug: 'scale-test', unit_price: '9.80', currency: 'CNY' });
  return id;
}
