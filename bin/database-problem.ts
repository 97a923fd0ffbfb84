import { asAppError } from '../lib/errors';
import { Problem } from './problem.mjs';

/** A database that does not answer, as the one line a person needs; anything else as it is. */
export function databaseProblem(error: unknown) {
  return asAppError(error).errorCode === 'SERVICE_UNAVAILABLE'
    ? new Problem('The database does not answer: is it running, and is DATABASE_URL its address?')
    : error;
}
