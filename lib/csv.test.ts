import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvHeader, csvLines, readCsvPage } from './csv';
import { Prisma } from './db';
import { testCtx } from './testing/database';

const COLUMNS = { text: 'text' } as const;

/** The cell of a text, as both ways of writing it agree upon. */
async function cell(text: string | null) {
  const ofItem = csvLines(COLUMNS, [{ text }]);
  const page = await readCsvPage(testCtx(), COLUMNS, Prisma.sql`SELECT 1 AS id, ${text}::text AS text`);
  expect(page).toEqual({ text: ofItem, rows: 1, last: 1 });
  return ofItem.replace(/\r\n$/, '');
}

test.each([
  ['=1+1', `"'=1+1"`],
  ['+8613800000000 ext', `"'+8613800000000 ext"`],
  ['-2+3+cmd|’ /C calc’!A0', `"'-2+3+cmd|’ /C calc’!A0"`],
  ['@SUM(1)', `"'@SUM(1)"`],
  ['  =1', `"'  =1"`],
  ['\t=1', `"'\t=1"`],
  ['\ttab', `"'\ttab"`],
  ['\rreturn', `"'\rreturn"`],
  ['\nline', `"'\nline"`],
  ['\u00a0\u200b\ufeff=1', `"'\u00a0\u200b\ufeff=1"`],
  ['＝1+1', `"'＝1+1"`],
  ['＋1 x', `"'＋1 x"`],
  ['－1 x', `"'－1 x"`],
  ['＠x', `"'＠x"`],
  ['−1 x', `"'−1 x"`],
  ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
])('what a spreadsheet would run is a text: %j', async (text, expected) => {
  expect(await cell(text)).toBe(expected);
});

test.each([
  ['-12.50', '"-12.50"'],
  ['-5', '"-5"'],
  ['plain', '"plain"'],
  ['a,b', '"a,b"'],
  ['a=b', '"a=b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\r\nlines', '"two\r\nlines"'],
  ['😀 团队', '"😀 团队"'],
  ['', '""'],
  [null, ''],
])('everything else stays as it is: %j', async (text, expected) => {
  expect(await cell(text)).toBe(expected);
});

const CELLS = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '=',
        '+',
        '-',
        '@',
        '"',
        ',',
        '\r',
        '\n',
        '\t',
        ' ',
        "'",
        '1',
        '.',
        '\ufeff',
        '＝',
        '\u3000',
      ),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join('').replaceAll('\0', ''))
  .filter((text) => text.isWellFormed());

test('whatever people enter: it is read again as it was, at most with an apostrophe before it', async () => {
  await fc.assert(
    fc.asyncProperty(CELLS, async (text) => {
      const written = await cell(text);
      const read = written.slice(1, -1).replaceAll('""', '"');
      expect([text, `'${text}`]).toContain(read);
      if (!/^-?[\d.]+$/.test(read)) expect(read.normalize('NFKC').trimStart()).not.toMatch(/^[=+@-]/);
    }),
    { numRuns: 300 },
  );
});

test('numbers, states and times are written as the contract has them', async () => {
  const columns = { id: 'plain', price: 'plain', is_on: 'plain', at: 'time', none: 'plain' } as const;
  const at = '2026-11-21T04:05:06.007Z';
  const page = await readCsvPage(
    testCtx(),
    columns,
    Prisma.sql`SELECT 7 AS id, -12.50::numeric(14, 2) AS price, true AS is_on, ${at}::timestamptz AS at, NULL::int AS none`,
  );
  expect(page.text).toBe(`7,-12.50,true,${at},\r\n`);
  expect(csvLines(columns, [{ id: 7, price: '-12.50', is_on: true, at, none: null }])).toBe(page.text);
  expect(csvHeader(columns)).toBe('\ufeffid,price,is_on,at,none\r\n');
});

test('a page without rows is nothing, and says that nothing follows', async () => {
  const rows = Prisma.sql`SELECT 1 AS id, 'x' AS text WHERE false`;
  expect(await readCsvPage(testCtx(), COLUMNS, rows)).toEqual({ text: '', rows: 0, last: null });
});
