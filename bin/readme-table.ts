import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';

const README = fileURLToPath(new URL('../README.md', import.meta.url));

type Table = {
  /** Between `<!-- name:begin -->` and `<!-- name:end -->`; the command that writes it is `npm run name:table`. */
  name: string;
  head: string[];
  rows: string[][];
};

/** Writes a table of README; called with --check it only says whether the table stands there as it should. */
export async function keepTable({ name, head, rows }: Table) {
  const lines = [head, head.map(() => '-'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  const options = await prettier.resolveConfig(README);
  const table = await prettier.format(lines.join('\n'), { ...options, parser: 'markdown' });
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const text = readFileSync(README, 'utf8');
  const [before, rest = ''] = text.split(begin);
  const [, after] = rest.split(end);
  if (before === undefined || after === undefined) throw new Error(`README.md has no ${begin} and ${end}`);
  const next = `${before}${begin}\n\n${table}\n${end}${after}`;
  if (!process.argv.includes('--check')) writeFileSync(README, next);
  else if (next !== text) {
    console.error(`README.md: the table "${name}" is not what the code says: npm run ${name}:table`);
    process.exitCode = 1;
  }
}
