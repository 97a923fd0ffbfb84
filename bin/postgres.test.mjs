import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { runningDatabase, startPostgres } from './postgres.mjs';
import { Problem } from './problem.mjs';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let home;
let dataDir;
let made = 0;
const log = vi.fn();

// Made once; each test has a copy of its own.
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'tributary-postgres-'));
  chmodSync(home, 0o755);
  const server = await startPostgres({ dataDir: join(home, 'model') });
  await ask(server.url, 'CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)');
  await server.stop();
});

beforeEach(() => {
  made += 1;
  dataDir = join(home, `copy-${made}`);
  copy(join(home, 'model'), dataDir);
  log.mockClear();
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

it('is joined by whoever comes second, and ends with whoever leaves last', async () => {
  const first = await startPostgres({ dataDir });
  const second = await startPostgres({ dataDir });
  expect(second.url).toBe(first.url);
  expect([await first.claim(), await second.claim()]).toEqual([true, false]);
  await first.stop();
  expect(await kept(second.url)).toBe(7);
  await second.stop();
  expect(runningDatabase(dataDir)).toBeUndefined();
});

it('says when it is gone, and is there again with what was committed', async () => {
  const server = await startPostgres({ dataDir });
  await ask(server.url, 'UPDATE kept SET n = 8');
  process.kill(serverPid(), 'SIGKILL');
  await server.lost;
  const again = await startPostgres({ dataDir });
  expect(await kept(again.url)).toBe(8);
  await again.stop();
});

it('is taken over when the one who started it was killed', async () => {
  const program = `import { startPostgres } from '${new URL('./postgres.mjs', import.meta.url).href}';
    await startPostgres({ dataDir: ${JSON.stringify(dataDir)} }); console.log('up'); setInterval(() => {}, 1000);`;
  const killed = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(killed.stdout, 'data');
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  const pid = serverPid();
  const server = await startPostgres({ dataDir });
  expect(serverPid()).toBe(pid);
  expect(await server.claim()).toBe(true);
  await server.stop();
  expect(runningDatabase(dataDir)).toBeUndefined();
});

it.each([
  ['of another process of its user', () => String(sleeper().pid)],
  ['of nobody', () => '999999'],
  ['that was never written', () => ''],
])('starts past the lock file of a machine that died, with the pid %s', async (_, pid) => {
  const lock = join(dataDir, 'postgres/postmaster.pid');
  writeFileSync(
    lock,
    `${pid()}\n${dataDir}/postgres\n1700000000\n15432\n\n127.0.0.1\n  1234567   99\nready   \n`,
  );
  const { uid, gid } = statSync(join(dataDir, 'postgres'));
  chownSync(lock, uid, gid);
  const server = await startPostgres({ dataDir });
  expect(await kept(server.url)).toBe(7);
  await server.stop();
});

it('takes another port when its own is taken', async () => {
  const before = await startPostgres({ dataDir });
  const port = Number(new URL(before.url).port);
  await before.stop();
  const other = createServer().listen(port, '127.0.0.1');
  await once(other, 'listening');
  const server = await startPostgres({ dataDir });
  expect(Number(new URL(server.url).port)).not.toBe(port);
  await server.stop();
  other.close();
});

it('moves a folder that was never finished aside, and makes a new one', async () => {
  rmSync(join(dataDir, 'postgres/tributary.json'));
  const server = await startPostgres({ dataDir, log });
  await server.stop();
  expect(log).toHaveBeenCalledWith(expect.stringContaining('moved to'));
  const aside = readdirSync(dataDir).find((name) => name.startsWith('postgres.incomplete-'));
  expect(existsSync(join(dataDir, aside, 'PG_VERSION'))).toBe(true);
});

it('forgets an initialisation that was killed', async () => {
  rmSync(join(dataDir, 'postgres'), { recursive: true });
  copy(join(home, 'model/postgres'), join(dataDir, 'postgres.begun-999999'));
  const server = await startPostgres({ dataDir });
  await server.stop();
  expect(readdirSync(dataDir).sort()).toEqual(['postgres', 'postgres.log']);
});

it.each(['global/pg_control', 'PG_VERSION'])(
  'says in one line that %s is missing, and changes nothing',
  async (file) => {
    rmSync(join(dataDir, 'postgres', file));
    const before = readdirSync(join(dataDir, 'postgres')).sort();
    const failure = await startPostgres({ dataDir }).catch((error) => error);
    expect(failure).toBeInstanceOf(Problem);
    expect(failure.message).toMatch(/does not start .* Nothing in it was changed/);
    expect(failure.message).not.toContain('\n');
    expect(readdirSync(join(dataDir, 'postgres')).sort()).toEqual(before);
  },
);

// PostgreSQL takes any process of its own user for a live server.
function sleeper() {
  const { uid, gid } = statSync(join(dataDir, 'postgres'));
  const child = spawn('sleep', ['60'], process.getuid() === 0 ? { uid, gid } : {});
  onTestFinished(() => void child.kill());
  return child;
}

// With owners and modes: PostgreSQL insists on both.
const copy = (from, to) => execFileSync('cp', ['-a', from, to]);

const serverPid = () => Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);

const kept = async (url) => (await ask(url, 'SELECT n FROM kept'))[0].n;

async function ask(connectionString, sql) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
