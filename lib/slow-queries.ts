import type pg from 'pg';
import { logWarning } from './log';
import { requestScope } from './request-scope';

const LONGEST = 2_000;

type Query = (...args: unknown[]) => unknown;

/** Has a connection tell of each statement that took `limit` ms or longer: its text, never its parameters. */
export function tellSlowQueries(client: pg.PoolClient, limit: number) {
  const query = client.query.bind(client) as Query;
  const timed: Query = (...args) => {
    const began = performance.now();
    const requestId = requestScope.getStore();
    const ended = () => {
      const ms = performance.now() - began;
      if (ms >= limit) tell(ms, args[0], requestId);
    };
    const done = args.at(-1);
    if (typeof done === 'function') {
      const answer = done as Query;
      return query(...args.slice(0, -1), (...found: unknown[]) => {
        ended();
        answer(...found);
      });
    }
    const result = query(...args);
    // Whoever waits for the result hears of its failure; COPY and the like are streams and take what they take.
    if (result instanceof Promise) result.then(ended, ended);
    return result;
  };
  client.query = timed as typeof client.query;
}

function tell(ms: number, asked: unknown, requestId: string | undefined) {
  const text = typeof asked === 'string' ? asked : (asked as { text?: unknown }).text;
  logWarning('a statement took long', {
    event: 'slow_query',
    duration_ms: Math.round(ms),
    statement: String(text).replace(/\s+/g, ' ').trim().slice(0, LONGEST),
    request_id: requestId,
  });
}
