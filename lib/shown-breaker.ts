import type { Prisma } from './db';
import type { CircuitState } from './generated/prisma/enums';

export type ShownBreaker = {
  state: Lowercase<CircuitState>;
  failures: number;
  /** How often the system was left alone so far, since when it is, and what failed last. */
  opened: number;
  opened_at: string | null;
  last_error: string | null;
  updated_at: string;
};

/** Whether an outside system is called at the moment, as people are shown it. Null: it has never failed. */
export function shownBreaker(breaker: Prisma.CircuitBreakerGetPayload<object> | undefined) {
  if (!breaker) return null;
  return {
    state: breaker.state.toLowerCase() as Lowercase<CircuitState>,
    failures: breaker.failures,
    opened: breaker.opened,
    opened_at: breaker.openedAt?.toISOString() ?? null,
    last_error: breaker.lastError,
    updated_at: breaker.updatedAt.toISOString(),
  } satisfies ShownBreaker;
}
