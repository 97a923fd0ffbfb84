import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';

vi.setConfig({ testTimeout: 30_000 });

const START = fileURLToPath(new URL('start.mjs', import.meta.url));
const SECRETS = ['APP_SECRET', 'NEXTAUTH_SECRET', 'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY', 'METRICS_TOKEN'];
let dataDir;

beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'tributary-start-'))));
afterEach(() => rmSync(dataDir, { recursive: true }));

it('keeps the demo accounts with their published password from the network', async () => {
  expect(await refusal({ HOST: '0.0.0.0' })).toMatch(
    /HOST=0\.0\.0\.0 opens the demo accounts.*DEMO_PASSWORD/,
  );
});

it.each(['0', '65536', 'http'])('says that %s is no port', async (PORT) => {
  expect(await refusal({ PORT })).toBe(`PORT=${PORT} is not a port: give a number between 1 and 65535.`);
});

it('says that the port is taken, and offers another', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const { port } = other.address();
  expect(await refusal({ PORT: String(port) })).toMatch(
    `Port ${port} on 127.0.0.1 is taken by another program`,
  );
});

it('says which settings a database of one’s own asks for', async () => {
  const said = await refusal({
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nowhere',
    APP_SECRET: 'given',
  });
  for (const name of SECRETS) expect(said.includes(name)).toBe(name !== 'APP_SECRET');
});

it('says where it runs already, but takes no other process for itself', async () => {
  const running = (pid) =>
    writeFileSync(join(dataDir, 'running.json'), JSON.stringify({ pid, url: 'http://here' }));
  const first = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'start.mjs']);
  onTestFinished(() => void first.kill());
  running(first.pid);
  expect(await refusal({})).toBe(
    `Tributary runs already: http://here (process ${first.pid}, data in ${dataDir}). Use it, or stop it first.`,
  );
  running(process.pid);
  expect(await refusal({ HOST: '203.0.113.1', DEMO_PASSWORD: 'of our own' })).toMatch(
    /no address of this machine/,
  );
});

it('makes its secrets once, for its owner only, and does not go on without them', async () => {
  const stop = { HOST: '203.0.113.1', DEMO_PASSWORD: 'of our own' };
  const file = join(dataDir, 'secrets.json');
  await refusal(stop);
  const made = readFileSync(file, 'utf8');
  expect(Object.keys(JSON.parse(made))).toEqual(expect.arrayContaining(SECRETS));
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await refusal(stop);
  expect(readFileSync(file, 'utf8')).toBe(made);
  writeFileSync(file, made.slice(0, 40));
  expect(await refusal(stop)).toMatch(/secrets\.json is damaged/);
});

/** The one line with which a start ends that could not begin. */
async function refusal(settings) {
  const env = { PATH: process.env.PATH, TRIBUTARY_DATA: dataDir, PORT: '4118', ...settings };
  const child = spawn(process.execPath, [START], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, problem] = await Promise.all([text(child.stdout), text(child.stderr)]);
  expect(out).toBe('');
  expect(problem.trim().split('\n')).toHaveLength(1);
  return problem.trim();
}
