import { z } from 'zod';
import { MAX_ID } from './text';

/** Where a page starts: behind this id, towards older rows or back towards newer ones. */
export type Cursor = { id: number; towards: 'older' | 'newer' };

export type Page<T> = { items: T[]; next_cursor: string | null; previous_cursor: string | null };

const CURSOR = /^([on])\.([1-9]\d{0,9})$/;

/** The place that a cursor stands for; undefined when it is none. */
export function readCursor(text: string): Cursor | undefined {
  const [, towards, id] = CURSOR.exec(Buffer.from(text, 'base64url').toString('latin1')) ?? [];
  if (!towards || !id || Number(id) > MAX_ID) return undefined;
  return { id: Number(id), towards: towards === 'o' ? 'older' : 'newer' };
}

/** The `limit` and `cursor` of every list. A cursor is opaque to callers. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z
    .string()
    .max(40)
    .optional()
    .transform((value, context): Cursor | undefined => {
      if (!value) return undefined;
      const cursor = readCursor(value);
      if (cursor) return cursor;
      context.addIssue({ code: 'custom', message: 'cursor' });
      return z.NEVER;
    }),
};

/** A field of a filter form that was left empty asks for nothing. */
export const filter = <S extends z.ZodType>(schema: S) =>
  z
    .literal('')
    .transform(() => undefined)
    .or(schema)
    .optional();

export type Paging = { limit: number; cursor?: Cursor };

function cursorText(towards: 'o' | 'n', id: number) {
  return Buffer.from(`${towards}.${id}`, 'latin1').toString('base64url');
}

/** What a keyset query over a descending id asks of Prisma: one row more than the page, to know whether there are more. */
export function keyset({ limit, cursor }: Paging) {
  const newer = cursor?.towards === 'newer';
  return {
    where: cursor ? { id: newer ? { gt: cursor.id } : { lt: cursor.id } } : {},
    orderBy: { id: newer ? ('asc' as const) : ('desc' as const) },
    take: limit + 1,
  };
}

/** Makes the page, newest first, from the rows that {@link keyset} asked for. */
export function pageOf<Row extends { id: number }, T>(
  rows: Row[],
  { limit, cursor }: Paging,
  show: (row: Row) => T,
): Page<T> {
  const more = rows.length > limit;
  const page = rows.slice(0, limit);
  const newer = cursor?.towards === 'newer';
  if (newer) page.reverse();
  const first = page.at(0);
  const last = page.at(-1);
  return {
    items: page.map(show),
    next_cursor: last && (newer || more) ? cursorText('o', last.id) : null,
    previous_cursor: first && (newer ? more : cursor) ? cursorText('n', first.id) : null,
  };
}
