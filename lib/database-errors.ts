/** Away, out of connections, locked too long, too slow, or still deadlocked after several attempts. */
const DATABASE_BUSY = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  '08006',
  '08001',
  '53300',
  '55P03',
  '57P01',
  '57P03',
  '57014',
  '40P01',
  '40001',
  'P2034',
]);

/** What Prisma and PostgreSQL call their errors: P2002, 23505. */
const DATABASE_CODE = /^(?:P\d{4}|[0-9A-Z]{5})$/;

/** Prisma's code and PostgreSQL's own, wherever the driver put them. */
export function databaseCodes(error: unknown): string[] {
  const codes: string[] = [];
  for (let at: unknown = error, depth = 0; at && typeof at === 'object' && depth < 5; depth += 1) {
    const seen = at as {
      code?: unknown;
      originalCode?: unknown;
      meta?: { driverAdapterError?: unknown; code?: unknown };
      cause?: unknown;
    };
    for (const code of [seen.code, seen.originalCode, seen.meta?.code])
      if (typeof code === 'string') codes.push(code);
    at = seen.meta?.driverAdapterError ?? seen.cause;
  }
  return codes;
}

/** A row of that key is there already, written by somebody else in the same moment. */
export function isDuplicate(error: unknown) {
  return databaseCodes(error).some((code) => code === '23505' || code === 'P2002');
}

/** What a failure of the database means: it is away for a moment, it refused a statement, or it is none. */
export function databaseTrouble(error: unknown): 'busy' | 'refused' | undefined {
  const codes = databaseCodes(error);
  if (codes.some((code) => DATABASE_BUSY.has(code))) return 'busy';
  const isOurs = error instanceof Error && /^Prisma|^DatabaseError$|^error$/.test(error.name);
  return isOurs && codes.some((code) => DATABASE_CODE.test(code)) ? 'refused' : undefined;
}

/** What was asked of it, for the log: the model and Prisma's word, as far as they are known. */
export function databaseOperation(error: unknown) {
  const { meta, name } = error as { name?: string; meta?: { modelName?: unknown; operation?: unknown } };
  return [meta?.modelName, meta?.operation, name].find((one) => typeof one === 'string');
}
