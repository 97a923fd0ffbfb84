import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ErrorCode } from './error-catalogue';

/** In seconds. Closest together where most answers lie, so that percentiles read from them are near the truth. */
const DURATIONS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

function create() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const gauge = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Gauge({ name: `tributary_${name}`, help, labelNames, registers });
  return {
    registry,
    requests: new Histogram({
      name: 'http_request_duration_seconds',
      help: 'From the arrival of a request to the beginning of its answer, in this process',
      labelNames: ['method', 'route', 'status'] as const,
      buckets: DURATIONS,
      registers,
    }),
    errors: new Counter({
      name: 'tributary_errors_total',
      help: 'Refusals and failures that callers were told, in this process',
      labelNames: ['error_code'] as const,
      registers,
    }),
    /** What the whole product has in common; set when it is asked for. */
    shared: {
      database: gauge('database_up', 'Whether the database answered'),
      queue: gauge('queue_jobs', 'Jobs by what becomes of them, counted up to 10,001', 'state'),
      oldest: gauge('queue_oldest_seconds', 'How long the first job that is due has waited'),
      results: gauge('job_runs_today', 'Runs of jobs on the present business day', 'task', 'result'),
      alerts: gauge('open_alerts', 'Alerts that nobody has resolved', 'rule'),
      deadlocks: gauge('database_deadlocks', 'Transactions ended by a deadlock, as PostgreSQL counts them'),
      waits: gauge('database_lock_waits', 'Sessions that wait for a lock'),
      longestWait: gauge('database_longest_lock_wait_seconds', 'How long the first of them has waited'),
      rows: gauge('table_rows', 'Rows of a table as PostgreSQL estimates them', 'table', 'state'),
      pool: gauge('database_connections', 'Connections of this process to the database', 'state'),
    },
  };
}

// One for the process, however often this module is bundled or loaded anew.
const kept = globalThis as {
  tributaryMetrics?: ReturnType<typeof create>;
  tributaryMeasure?: typeof measureRequest;
};

export function metrics() {
  return (kept.tributaryMetrics ??= create());
}

export type Answered = {
  method: string;
  /** A template or a kind of page, never an address: each is a row for ever. */ route: string;
  status: number;
};

export function measureRequest({ method, route, status }: Answered, ms: number) {
  metrics().requests.observe({ method, route, status }, ms / 1_000);
}
// bin/web.mjs measures pages, which have no handler of ours around them.
kept.tributaryMeasure = measureRequest;

export function countError(errorCode: ErrorCode) {
  metrics().errors.inc({ error_code: errorCode });
}
