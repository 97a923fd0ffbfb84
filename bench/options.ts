import { parseArgs } from 'node:util';

export type Options = { only: string[]; rounds: number; codes: number; quick: boolean };

const QUICK = { rounds: 2, codes: 100_000 };
const FULL = { rounds: 5, codes: 1_000_000 };

/** What is to be measured, from the command line. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      rounds: { type: 'string' },
      codes: { type: 'string' },
      quick: { type: 'boolean', default: false },
      // For whoever started this process.
      keep: { type: 'boolean', default: false },
    },
  });
  const usual = values.quick ? QUICK : FULL;
  return {
    only: values.only?.split(',').filter(Boolean) ?? [],
    rounds: whole('rounds', values.rounds ?? String(usual.rounds)),
    codes: whole('codes', values.codes ?? String(usual.codes)),
    quick: values.quick,
  };
}

function whole(name: string, text: string) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new Error(`--${name} ${text}: give a whole number above 0`);
  return number;
}
