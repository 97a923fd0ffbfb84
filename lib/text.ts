import { z } from 'zod';

/** The largest value of a PostgreSQL integer. */
export const MAX_ID = 2_147_483_647;

/**
 * A string that the database can hold: well-formed unicode without NUL, trimmed, bounded.
 * @param max the most characters it may have
 * @param min the fewest after trimming; 1 by default
 */
export function text(max: number, min = 1) {
  return z
    .string()
    .trim()
    .refine((value) => value.isWellFormed() && !value.includes('\0'), 'text')
    .min(min)
    .max(max);
}

export function id() {
  return z.number().int().min(1).max(MAX_ID);
}

/** An id that comes out of a path or a query string. */
export function idParam() {
  return z
    .string()
    .regex(/^[1-9]\d{0,9}$/)
    .transform(Number)
    .pipe(id());
}

/** Trimmed and lower-cased, so that one person is one email. */
export function email() {
  return text(254).toLowerCase().pipe(z.email());
}

export function amount() {
  return z.string().regex(/^\d{1,12}(\.\d{1,2})?$/);
}

export function idempotencyKey() {
  return z.string().regex(/^[\x21-\x7e]{1,200}$/);
}

/** A word of the database, such as a status, as the contract spells it. */
export function lower<S extends string>(word: S) {
  return word.toLowerCase() as Lowercase<S>;
}
