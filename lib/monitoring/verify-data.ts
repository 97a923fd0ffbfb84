import type { Ctx } from '../context';
import { closedDayInvariants } from './closed-days';
import { counterInvariants } from './counter-invariants';
import type { Invariant } from './data-invariant';
import { memberInvariants } from './member-invariants';
import { orderInvariants } from './order-invariants';
import { paymentInvariants } from './payment-invariants';
import { sagaInvariants } from './saga-invariants';
import { timeoutInvariants } from './timeout-invariants';
import { webhookInvariants } from './webhook-invariants';

export type Breach = Pick<Invariant, 'name' | 'says'> & {
  /** Some of the offenders; `more` says whether there are others. */
  offenders: { id: string; found: string }[];
  more: boolean;
};

const SHOWN = 20;

export function invariants(): Invariant[] {
  return [
    ...orderInvariants,
    ...paymentInvariants,
    ...memberInvariants,
    ...counterInvariants(),
    ...closedDayInvariants(),
    ...sagaInvariants,
    ...timeoutInvariants,
    ...webhookInvariants,
  ];
}

/** Looks for everything that should never be. Each question is one statement, so what is going on meanwhile does not disturb it. */
export async function verifyData({ db }: Pick<Ctx, 'db'>): Promise<Breach[]> {
  const breaches: Breach[] = [];
  for (const { name, says, offenders } of invariants()) {
    // Materialized, because there are none to be found: planned for the first few, it would look at one row after another.
    const found = await db.$queryRaw<{ id: string; found: string }[]>`
      WITH offender AS MATERIALIZED (${offenders}) SELECT id, found FROM offender ORDER BY id LIMIT ${SHOWN + 1}`;
    if (found.length)
      breaches.push({ name, says, offenders: found.slice(0, SHOWN), more: found.length > SHOWN });
  }
  return breaches;
}

/** @throws Error that tells every breach, for tests: none may leave anything behind that should never be */
export async function expectDataClean(ctx: Pick<Ctx, 'db'>) {
  const breaches = await verifyData(ctx);
  if (breaches.length) throw new Error(tellBreaches(breaches));
}

/** The breaches as lines for people. */
export function tellBreaches(breaches: Breach[]) {
  return breaches
    .map(({ name, says, offenders, more }) => {
      const lines = offenders.map(({ id, found }) => `  ${id}: ${found}`);
      return [`${name}: ${says}`, ...lines, ...(more ? ['  … and more'] : [])].join('\n');
    })
    .join('\n');
}
