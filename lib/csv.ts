import type { Ctx } from './context';
import { Prisma } from './db';

/**
 * How a column is written. "plain": what we made ourselves, numbers, states, codes: nothing in it needs a quote. "time":
 * ISO 8601 in UTC. "text": what people have entered.
 */
export type CsvKind = 'plain' | 'time' | 'text';
/** The columns of a file, named as in the contract. */
export type CsvColumns<T> = { [Field in keyof T & string]?: CsvKind };

/** Some rows as lines of a file. `last` is the id of the last one. */
export type CsvPage = { text: string; rows: number; last: number | null };

/** What spreadsheets write and read as UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';
const LINE_END = '\r\n';

// Both patterns are read by JavaScript and by PostgreSQL alike.
/** A spreadsheet would take it for a formula: = + - @, wide ones too, behind blanks or what cannot be seen; or a control character. */
const FORMULA =
  '^[\\u0001-\\u0020\\u007f-\\u00a0\\u00ad\\u180e\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000\\ufeff]*' +
  '[=+@\\uff1d\\uff0b\\uff0d\\uff20\\ufe62\\ufe63\\ufe66\\ufe6b\\u2212-]|^[\\u0001-\\u001f]';
const NUMBER = '^-?[0-9]{1,15}([.][0-9]{1,15})?$';
const formula = new RegExp(FORMULA);
const number = new RegExp(NUMBER);

/** The first line of a file. */
export function csvHeader<T>(columns: CsvColumns<T>) {
  return `${BYTE_ORDER_MARK}${Object.keys(columns).join(',')}${LINE_END}`;
}

/** Rows that are in memory already, as lines. */
export function csvLines<T extends object>(columns: CsvColumns<T>, items: readonly T[]) {
  const fields = Object.entries(columns) as [keyof T & string, CsvKind][];
  return items
    .map((item) => fields.map(([field, kind]) => cellOf(item[field], kind)).join(',') + LINE_END)
    .join('');
}

function cellOf(value: unknown, kind: CsvKind): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') throw new TypeError(`a cell cannot hold ${typeof value}`);
  if (kind !== 'text') return value;
  const harmless = formula.test(value) && !number.test(value) ? `'${value}` : value;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/**
 * Reads rows as lines: the database writes them as one text, so that a million rows are never a million objects here.
 * @param rows a query with the columns and `id`, in the order of the file
 */
export async function readCsvPage<T>(ctx: Ctx, columns: CsvColumns<T>, rows: Prisma.Sql): Promise<CsvPage> {
  const cells = Object.entries(columns).map(([field, kind]) =>
    cellSql(Prisma.raw(`row."${field}"`), kind as CsvKind),
  );
  const line = Prisma.sql`${Prisma.join(cells, ` || ',' || `)} || ${LINE_END}::text`;
  const [page] = await ctx.db.$queryRaw<CsvPage[]>`
    SELECT coalesce(string_agg(${line}, ''), '') AS text, count(*)::int AS rows, (array_agg(row.id))[count(*)] AS last
    FROM (${rows}) AS row`;
  if (!page) throw new Error('a sum without a row');
  return page;
}

function cellSql(value: Prisma.Sql, kind: CsvKind) {
  if (kind === 'plain') return Prisma.sql`coalesce(${value}::text, '')`;
  if (kind === 'time')
    return Prisma.sql`coalesce(to_char(${value} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), '')`;
  const harmless = Prisma.sql`
    CASE WHEN ${value} ~ ${FORMULA} AND ${value} !~ ${NUMBER} THEN '''' || ${value} ELSE ${value} END`;
  return Prisma.sql`coalesce('"' || replace(${harmless}, '"', '""') || '"', '')`;
}
