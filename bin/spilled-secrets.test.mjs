import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { TEST_PASSWORD } from '../lib/testing/factories';
import { testSettings } from '../lib/testing/settings';
import { spilledIn } from './spilled-secrets.ts';

const SECRET_SETTINGS = ['APP_SECRET', 'NEXTAUTH_SECRET', 'SANDBOX_WEBHOOK_SECRET', 'METRICS_TOKEN'];

test('every secret of the tests is found wherever it stands', () => {
  const said = (secret) => spilledIn(`{"level":"INFO"}\n{"message":"before ${secret} after"}`);
  for (const name of SECRET_SETTINGS) expect(said(testSettings[name])).toContainEqual({ name, line: 2 });
  expect(said(TEST_PASSWORD)).toContainEqual({ name: 'TEST_PASSWORD', line: 2 });
  const others = {
    'a session cookie': `next-auth.session-token=${'x'.repeat(40)}`,
    'an API key': `trib_${'k'.repeat(43)}`,
    'a Bearer token': `Bearer ${'k'.repeat(30)}`,
    'a marked card number': ['4111', '1111', '1111', '1111'].join(' '),
  };
  for (const [name, secret] of Object.entries(others)) expect(said(secret)).toContainEqual({ name, line: 2 });
});

test('what is masked, and what only speaks of secrets, is none', () => {
  const lines = ['Bearer [masked]', 'session-token=[masked]; path=/', 'the password is wrong', 'card ****'];
  expect(spilledIn(lines.join('\n'))).toEqual([]);
});

test('a run that says one fails, names the place and not the secret', () => {
  const folder = mkdtempSync(join(tmpdir(), 'spilled-'));
  const [log, report] = [join(folder, 'web.log'), join(folder, 'report.json')];
  const run = (text) => {
    writeFileSync(log, text);
    const script = fileURLToPath(new URL('spilled-secrets.ts', import.meta.url));
    const args = ['--import', 'tsx', script, '--json', report, log];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    return { status, said: stdout + stderr, report: JSON.parse(readFileSync(report, 'utf8')) };
  };
  expect(run('all is well')).toMatchObject({ status: 0, report: { passed: 1, failed: 0 } });
  const spilled = run(`one\ntoken=${testSettings.METRICS_TOKEN}`);
  expect(spilled).toMatchObject({ status: 1, report: { passed: 0, failed: 1 } });
  expect(spilled.said).toContain('web.log:2: METRICS_TOKEN');
  expect(spilled.said).not.toContain(testSettings.METRICS_TOKEN);
}, 60_000);
