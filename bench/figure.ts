import { roundOf, spreadOf, type Round, type Sample } from './sample';
import { timed } from './load';

/**
 * What is set beside each other: the product; the same SQL straight through `pg`; a route of the same server that does nothing; and
 * something else that one figure alone is compared with.
 */
export type Way = 'product' | 'sql' | 'empty' | 'other';
export type Ways = { [W in Way]?: () => Promise<Sample> };
export type Rounds = { [W in Way]?: Round[] };

/** A figure that the product is to reach. */
export type Aim = { says: string; isMet: (rounds: Rounds) => boolean };

type About = {
  what: string;
  aims?: Aim[];
  /** What else is to be said of it. */ note?: (rounds: Rounds) => string;
};
export type Figure = About & { rounds: Rounds };
export type Contest = About & { ways: Ways };

const ORDER = ['empty', 'sql', 'other', 'product'] as const satisfies Way[];

/** Floor and product by turns, so that a machine that slows down slows down both. */
export async function compete(rounds: number, contests: Contest[]): Promise<Figure[]> {
  const measured = contests.map(({ ways, ...about }) => ({
    ways,
    figure: { ...about, rounds: {} } as Figure,
  }));
  for (let round = 0; round < rounds; round += 1) for (const one of measured) await takeTurns(one);
  return measured.map(({ figure }) => figure);
}

async function takeTurns({ ways, figure }: { ways: Ways; figure: Figure }) {
  for (const way of ORDER) {
    const sample = await ways[way]?.();
    if (sample) (figure.rounds[way] ??= []).push(roundOf(sample));
  }
}

/** How long one thing takes. */
export const once = (work: () => Promise<unknown>) => () => timed(work);

/** The median over the rounds. */
export function medianOf(rounds: Rounds, way: Way, measure: keyof Round) {
  const all = rounds[way];
  if (!all?.length) throw new Error(`nothing was measured of ${way}`);
  return spreadOf(all.map((round) => round[measure])).median;
}

/** How many times as long one way takes as another. */
export function ratioOf(rounds: Rounds, way: Way, to: Way, measure: keyof Round = 'p50') {
  return medianOf(rounds, way, measure) / medianOf(rounds, to, measure);
}

export const within = (says: string, limit: number, measure: (rounds: Rounds) => number): Aim => ({
  says,
  isMet: (rounds) => measure(rounds) <= limit,
});
