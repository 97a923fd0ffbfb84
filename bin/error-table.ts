import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import en from '../messages/en.json';
import {
  ERROR_CODES,
  errorRow,
  EXAMPLE_DETAILS,
  type ErrorCategory,
  type TryAgain,
} from '../lib/error-catalogue';
import { sayError } from '../lib/web/error-answer';

// The table of README, made of the catalogue of errors: `npm run errors:table`; with --check it only says whether it is so.

const README = fileURLToPath(new URL('../README.md', import.meta.url));
const BEGIN = '<!-- errors:begin -->';
const END = '<!-- errors:end -->';
const { category, again, status, code, said, categories, try_again: words } = en.error_docs;

function line(cells: string[]) {
  return `| ${cells.join(' | ')} |`;
}

async function table() {
  const rows = ERROR_CODES.map((one) => {
    const row = errorRow(one);
    const kinds: Record<ErrorCategory, string> = categories;
    const tries: Record<TryAgain, string> = words;
    const statuses = [row.status, ...(row.also ?? [])].join(', ');
    return line([
      `\`${one}\``,
      statuses,
      kinds[row.category],
      sayError(one, 'en', EXAMPLE_DETAILS),
      tries[row.again],
    ]);
  });
  const head = [line([code, status, category, said, again]), line(Array.from({ length: 5 }, () => '-'))];
  const options = await prettier.resolveConfig(README);
  return prettier.format([...head, ...rows].join('\n'), { ...options, parser: 'markdown' });
}

const text = readFileSync(README, 'utf8');
const [before, rest = ''] = text.split(BEGIN);
const [, after] = rest.split(END);
if (before === undefined || after === undefined) throw new Error(`README.md has no ${BEGIN} and ${END}`);
const next = `${before}${BEGIN}\n\n${await table()}\n${END}${after}`;
if (process.argv.includes('--check')) {
  if (next !== text) {
    console.error('README.md: the table of errors is not what the catalogue says: npm run errors:table');
    process.exitCode = 1;
  }
} else writeFileSync(README, next);
