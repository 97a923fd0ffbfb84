const WHAT_TO_DO: Record<string, (place: string) => string> = {
  ECONNREFUSED: (place) => `no database answers at ${place}: start it, or correct DATABASE_URL`,
  ETIMEDOUT: (place) => `no database answers at ${place}: check the network, or correct DATABASE_URL`,
  EHOSTUNREACH: (place) => `${place} cannot be reached: check the network, or correct DATABASE_URL`,
  ENOTFOUND: (place) => `the host of ${place} is not known: correct DATABASE_URL`,
  EAI_AGAIN: (place) =>
    `the host of ${place} cannot be looked up: check the network, or correct DATABASE_URL`,
  '28P01': (place) => `${place} refuses this user and password: correct DATABASE_URL`,
  '28000': (place) => `${place} refuses this user: correct DATABASE_URL`,
  '3D000': (place) => `${place} does not exist: create it, or correct DATABASE_URL`,
  '42501': (place) => `the user of ${place} lacks a right: let it own the database`,
  '53100': () => 'the disk of the database is full: free some space and start again',
  '53300': (place) => `${place} has no connection left: raise max_connections, or stop what holds them`,
};

/** What is wrong with reaching a database, in one line that says what to do; never the password. */
export function databaseProblem(databaseUrl: string, error: unknown): string {
  const place = placeOf(databaseUrl);
  if (!place)
    return 'DATABASE_URL is no address of a PostgreSQL database: give postgresql://user:password@host:5432/name';
  const first = error instanceof AggregateError ? (error.errors[0] as unknown) : error;
  const code = first instanceof Error && 'code' in first ? String(first.code) : '';
  const message =
    first instanceof Error ? first.message.trim().split('\n').filter(Boolean).join(' ') : String(first);
  if (/timeout|terminated unexpectedly/i.test(message)) return WHAT_TO_DO.ETIMEDOUT!(place);
  return WHAT_TO_DO[code]?.(place) ?? message;
}

function placeOf(databaseUrl: string) {
  if (!URL.canParse(databaseUrl)) return undefined;
  const { protocol, host, pathname } = new URL(databaseUrl);
  return /^postgres(ql)?:$/.test(protocol) ? `${host}${pathname}` : undefined;
}
