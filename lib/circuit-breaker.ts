import { databasePool } from './db';
import { CircuitOpenError } from './errors';
import { logWarning } from './log';

/** So many failures in a row within the window, and the system is left alone. */
const FAILURES = 5;
const WINDOW_SECONDS = 60;
/** For how long; then one caller tries, and the others wait for what it finds. */
const OPEN_SECONDS = 15;
const PROBE_SECONDS = 30;

/** How a call was let through: as one of many, or as the one that tries whether the system works again. */
export type Admission = { isProbe: boolean; hadFailures: boolean };

type Standing = { state: 'CLOSED' | 'OPEN' | 'HALF_OPEN'; failures: number; wait: number };

/**
 * Asks whether an outside system may be called now. The answer is kept in the database, so all processes leave it alone
 * together and only one of them tries again.
 * @throws CircuitOpenError with the seconds to wait
 */
export async function admitCall(name: string): Promise<Admission> {
  const { rows } = await databasePool().query<Standing>({
    name: 'circuit_standing',
    text: `SELECT state, failures, ceil(extract(epoch FROM coalesce(
        CASE WHEN state = 'HALF_OPEN' THEN probe_until ELSE opened_at + make_interval(secs => $2) END, now()) - now()))::int AS wait
      FROM circuit_breakers WHERE name = $1`,
    values: [name, OPEN_SECONDS],
  });
  const [standing] = rows;
  if (!standing || standing.state === 'CLOSED')
    return { isProbe: false, hadFailures: (standing?.failures ?? 0) > 0 };
  if (standing.wait > 0 || !(await becomeProbe(name)))
    throw new CircuitOpenError(name, Math.max(1, standing.wait));
  return { isProbe: true, hadFailures: true };
}

async function becomeProbe(name: string) {
  const { rowCount } = await databasePool().query({
    name: 'circuit_probe',
    text: `UPDATE circuit_breakers SET state = 'HALF_OPEN', probe_until = now() + make_interval(secs => $3), updated_at = now()
      WHERE name = $1 AND ((state = 'OPEN' AND opened_at <= now() - make_interval(secs => $2))
        OR (state = 'HALF_OPEN' AND probe_until <= now()))`,
    values: [name, OPEN_SECONDS, PROBE_SECONDS],
  });
  return rowCount === 1;
}

/** The call went well. Nothing is written while all is well. */
export async function noteSuccess(name: string, { isProbe, hadFailures }: Admission) {
  if (!hadFailures) return;
  // Somebody who was let through before the circuit opened does not close it: the one who tries again does.
  await databasePool().query({
    name: 'circuit_success',
    text: `UPDATE circuit_breakers SET state = 'CLOSED', failures = 0, opened_at = NULL, broken_since = NULL, probe_until = NULL,
        updated_at = now()
      WHERE name = $1 AND (state = 'CLOSED' OR $2)`,
    values: [name, isProbe],
  });
  if (isProbe) logWarning('an outside system works again', { name, event: 'circuit_closed' });
}

/**
 * The call failed for a reason that lies with the system or the way to it.
 * @param cause the code of the error
 * @param subject what the system was asked about and answered with an error; asked again and again about one broken thing, it
 *   is no system that fails for everybody. Null where nobody answered.
 */
export async function noteFailure(
  name: string,
  { isProbe }: Admission,
  cause: string,
  subject: string | null,
) {
  await databasePool().query({
    name: 'circuit_failure',
    text: `INSERT INTO circuit_breakers AS breaker (name, failures, last_error, last_subject) VALUES ($1, 1, $2, $4)
      ON CONFLICT (name) DO UPDATE SET last_error = $2, last_subject = $4, updated_at = now(),
        failures = CASE WHEN breaker.window_since < now() - make_interval(secs => $3) THEN 1
          WHEN breaker.last_subject = $4 THEN breaker.failures ELSE breaker.failures + 1 END,
        window_since = CASE WHEN breaker.window_since < now() - make_interval(secs => $3) THEN now() ELSE breaker.window_since END`,
    values: [name, cause, WINDOW_SECONDS, subject],
  });
  const { rowCount } = await databasePool().query({
    name: 'circuit_open',
    text: `UPDATE circuit_breakers SET state = 'OPEN', opened_at = now(), broken_since = coalesce(broken_since, now()), probe_until = NULL,
        opened = opened + 1, updated_at = now()
      WHERE name = $1 AND CASE WHEN $3 THEN state <> 'OPEN' ELSE state = 'CLOSED' AND failures >= $2 END`,
    values: [name, FAILURES, isProbe],
  });
  if (rowCount === 1)
    logWarning('an outside system is left alone', { name, event: 'circuit_opened', error_code: cause });
}
