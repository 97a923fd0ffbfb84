import en from '../messages/en.json';
import {
  ERROR_CODES,
  errorRow,
  EXAMPLE_DETAILS,
  type ErrorCategory,
  type TryAgain,
} from '../lib/error-catalogue';
import { sayError } from '../lib/web/error-answer';
import { keepTable } from './readme-table';

// The table of errors in README, made of the catalogue: `npm run errors:table`.

const { category, again, status, code, said, categories, try_again: words } = en.error_docs;
const kinds: Record<ErrorCategory, string> = categories;
const tries: Record<TryAgain, string> = words;

const rows = ERROR_CODES.map((one) => {
  const row = errorRow(one);
  return [
    `\`${one}\``,
    [row.status, ...(row.also ?? [])].join(', '),
    kinds[row.category],
    sayError(one, 'en', EXAMPLE_DETAILS[one]),
    tries[row.again],
  ];
});
await keepTable({ name: 'errors', head: [code, status, category, said, again], rows });
