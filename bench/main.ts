import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { disconnect } from '../lib/db';
import { env } from '../lib/env';
import type { Bench, Scene } from './bench';
import type { Figure } from './figure';
import { fill } from './fill';
import { signedIn } from './http';
import { machineOf, paceOf } from './machine';
import { readOptions } from './options';
import { callbacks } from './scenes/callbacks';
import { exports } from './scenes/exports';
import { inLists } from './scenes/in-lists';
import { issues } from './scenes/issues';
import { pages } from './scenes/pages';
import { reads } from './scenes/reads';
import { redemptions } from './scenes/redemptions';
import { removals } from './scenes/removals';
import { openSql } from './sql';
import { headingOf, missesOf, tableOf } from './table';

// What only looks comes first.
const SCENES: Scene[] = [reads, inLists, pages, exports, redemptions, removals, callbacks, issues];

/** What README's table is made of: the last whole run. */
const LAST_RUN = 'bench/last-run.json';

async function bench() {
  const options = readOptions(process.argv.slice(2));
  const sql = openSql(env().DATABASE_URL);
  const chosen = SCENES.filter(({ name }) => options.only.length === 0 || options.only.includes(name));
  if (chosen.length === 0) throw new Error(`--only takes ${SCENES.map(({ name }) => name).join(', ')}`);
  const business = await told(`Filling the database with ${options.codes} and 100000 codes`, () =>
    fill(sql, options.codes),
  );
  const headers = {
    small: await signedIn(sql, business.small.id),
    large: await signedIn(sql, business.large.id),
  };
  const around: Bench = { options, sql, business, headers };
  const machine = await machineOf(sql);
  const figures: Figure[] = [];
  const pace = [paceOf()];
  for (const { name, run } of chosen) {
    figures.push(...(await told(`Measuring: ${name}`, () => run(around))));
    pace.push(paceOf());
    // After each scene: one that fails must not take the others with it.
    keep(options, {
      machine,
      pace,
      rounds: options.rounds,
      codes: options.codes,
      at: new Date().toISOString(),
      figures: figures.map(({ what, rounds, aims = [] }) => ({
        what,
        aims: aims.map(({ says, isMet }) => ({ says, met: isMet(rounds) })),
        rounds,
      })),
    });
  }
  await sql.end();
  await disconnect();
  console.log(`\n${headingOf(machine, options.rounds, pace)}\n\n${tableOf(figures)}\n`);
  verify();
  console.log(`\n${missesOf(figures)}`);
}

/** Nothing that was measured may leave anything behind that should never be. */
function verify() {
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'bin/verify-data.ts'], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('what was measured has broken the data');
}

async function told<T>(doing: string, work: () => Promise<T>): Promise<T> {
  const begin = performance.now();
  console.log(`${doing} …`);
  const done = await work();
  console.log(`${doing}: ${((performance.now() - begin) / 1000).toFixed(1)} s`);
  return done;
}

function keep({ only, quick }: Bench['options'], results: object) {
  mkdirSync('.build', { recursive: true });
  const file = only.length > 0 || quick ? '.build/bench.json' : LAST_RUN;
  writeFileSync(file, `${JSON.stringify(results, null, 1)}\n`);
}

bench().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
