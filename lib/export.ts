import { recordAudit } from './audit';
import { businessDay } from './clock';
import type { Ctx } from './context';
import { csvHeader, csvLines, type CsvColumns, type CsvPage } from './csv';
import { freePlace, keepPlace, takePlace } from './export-place';
import type { Cursor, Page } from './paging';
import { readCursor } from './paging';
import { userIdOf, type Right } from './permissions';
import { inTransaction } from './transaction';

/** How many rows are read at once: some hundred kilobytes. */
const EXPORT_ROWS = 5_000;

export type Export = { filename: string; text: AsyncGenerator<string, void> };

type ExportSpec<T> = {
  /** What the file is called, and what its audit row is about. */
  name: string;
  audit: { action: Right; entity: string; entityId: string | number };
  columns: CsvColumns<T>;
  /** What narrows the list down; a page's place is none of it. */
  filters: object;
  read: (page: { limit: number; cursor?: Cursor }) => Promise<CsvPage>;
};

/**
 * All rows of a list as a file, a page at a time: each is a short query of its own, so that a slow reader holds neither a
 * connection nor an old state of the database. Nothing happens before the text is first asked for. Ended early or not, one
 * audit row says what was asked and how many rows were read.
 * @throws RateLimitedError on the first read, when this user has as many exports running as one may have
 */
export function exportList<T>(ctx: Ctx, { name, ...spec }: ExportSpec<T>): Export {
  return { filename: `${name}-${businessDay()}.csv`, text: lines(ctx, spec) };
}

async function* lines<T>(ctx: Ctx, { audit, columns, filters, read }: Omit<ExportSpec<T>, 'name'>) {
  let place = await takePlace(ctx, userIdOf(ctx));
  let rows = 0;
  let complete = false;
  try {
    let begin = csvHeader(columns);
    let cursor: Cursor | undefined;
    for (let more = true; more; begin = '') {
      const page = await read({ limit: EXPORT_ROWS, cursor });
      rows += page.rows;
      cursor = page.last === null ? undefined : { id: page.last, towards: 'older' };
      more = cursor !== undefined && page.rows === EXPORT_ROWS;
      yield begin + page.text;
      if (more) place = await keepPlace(ctx, place);
    }
    complete = true;
  } finally {
    await freePlace(ctx, place);
    const after = { filters: asked(filters), rows, complete };
    await inTransaction(ctx, (tx) => recordAudit(tx, { ...audit, after }));
  }
}

/** The pages of a list that is short enough to be read as objects. */
export function pagesOf<T extends object>(
  columns: CsvColumns<T>,
  list: (page: { limit: number; cursor?: Cursor }) => Promise<Page<T>>,
): ExportSpec<T>['read'] {
  return async (page) => {
    const { items, next_cursor } = await list(page);
    const last = next_cursor === null ? null : (readCursor(next_cursor)?.id ?? null);
    return { text: csvLines(columns, items), rows: items.length, last };
  };
}

function asked(filters: object) {
  return Object.fromEntries(
    Object.entries(filters).filter(
      ([name, value]) => !['limit', 'cursor'].includes(name) && value !== undefined,
    ),
  );
}
