import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { TEST_PASSWORD } from '../lib/testing/factories';
import { testSettings } from '../lib/testing/settings';
import { DEMO_PASSWORD } from './demo-password.mjs';

// Reads what a whole run of the tests has said, and fails where a secret stands in it:
// node --import tsx bin/spilled-secrets.ts --json <report> <file>…

const {
  NEXTAUTH_URL: _url,
  SANDBOX_PAYMENTS: _on,
  WEBHOOK_ALLOW_LOCAL: _local,
  LOG_LEVEL: _level,
  ...secretSettings
} = testSettings;

const escaped = (text: string) => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));

/** What must not be said, by a name that may. */
const SECRETS: [string, RegExp][] = [
  ...Object.entries({ ...secretSettings, TEST_PASSWORD, DEMO_PASSWORD }).map(
    ([name, secret]): [string, RegExp] => [name, escaped(secret)],
  ),
  ['a session cookie', /session-token(?:\.\d)?=(?!\[masked\]|;|\s|$)[\w.%-]{20,}/],
  ['an encrypted session', /\beyJ[\w-]{16,}\.[\w-]*\.[\w-]{8,}/],
  ['an API key', /\btrib_[\w-]{40,}/],
  ['a Bearer token', /\bBearer (?!\[masked\])[\w.~+/-]{16,}/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['a marked card number', /4111[ -]?1111[ -]?1111[ -]?1111|5555[ -]?5555[ -]?5555[ -]?4444/],
];

/** The secrets in a text, by name and line. */
export function spilledIn(text: string): { name: string; line: number }[] {
  return text
    .split('\n')
    .flatMap((said, at) =>
      SECRETS.filter(([, secret]) => secret.test(said)).map(([name]) => ({ name, line: at + 1 })),
    );
}

function main([, report, ...files]: string[]) {
  let failed = 0;
  let lines = 0;
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    lines += text.split('\n').length;
    for (const { name, line } of spilledIn(text)) {
      failed += 1;
      console.error(`${file}:${line}: ${name}`);
    }
  }
  console.log(`${lines} lines of output read, ${failed} of them with a secret`);
  if (report) writeFileSync(report, JSON.stringify({ passed: failed ? 0 : 1, failed }));
  process.exitCode = failed ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main(process.argv.slice(2));
