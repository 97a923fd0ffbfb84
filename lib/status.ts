import { InvalidStateTransitionError } from './errors';

/**
 * A declared table of moves: each status with the ones it may become. Writes move along it, and the screen asks it
 * what is possible.
 */
export function defineStatus<S extends string>(entity: string, moves: Record<S, readonly S[]>) {
  const all = Object.keys(moves) as S[];
  return {
    nextOf: (from: S): readonly S[] => moves[from],
    canMove: (from: S, to: S) => moves[from].includes(to),
    /** The statuses from which `to` is reached, for the WHERE of a conditional write. */
    sourcesOf: (to: S): S[] => all.filter((from) => moves[from].includes(to)),
    /** @throws InvalidStateTransitionError when the table has no such move */
    assertMove(from: S, to: S) {
      if (!moves[from].includes(to)) throw new InvalidStateTransitionError(entity, from, to);
    },
  };
}
