import { ValidationError } from '../errors';
import type { Cursor } from '../paging';

/** A page of a list; its first one where the cursor is none of this list, as in the link of somebody else. */
export async function orFirstPage<Query extends { cursor?: Cursor }, T>(
  query: Query,
  list: (query: Query) => Promise<T>,
): Promise<T> {
  try {
    return await list(query);
  } catch (error) {
    if (!(error instanceof ValidationError && error.details.field === 'cursor')) throw error;
    return list({ ...query, cursor: undefined });
  }
}
