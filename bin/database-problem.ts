import { databaseCodes } from '../lib/database-errors';
import { asAppError } from '../lib/errors';
import { Problem } from './problem.mjs';

/** As PostgreSQL says it, and as Prisma does. */
const NO_SUCH_TABLE = ['42P01', 'P2021'];

/** A database that does not answer or has not been migrated, as the one line a person needs; anything else as it is. */
export function databaseProblem(error: unknown) {
  if (databaseCodes(error).some((code) => NO_SUCH_TABLE.includes(code)))
    return new Problem(
      'The database is not up to date: run npm run migrate, or npm start, which does it as well.',
    );
  if (asAppError(error).errorCode === 'SERVICE_UNAVAILABLE')
    return new Problem('The database does not answer: is it running, and is DATABASE_URL its address?');
  return error;
}
