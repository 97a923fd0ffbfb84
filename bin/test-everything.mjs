import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser, NO_BROWSER } from './browser.mjs';
import { isBuilt } from './build-stamp.mjs';
import { build, generate } from './build.mjs';
import { install } from './installation.mjs';
import { Problem } from './problem.mjs';
import { say, step } from './progress.mjs';
import { loadSettings, root } from './settings.mjs';
import { atEnd, end, endOnSignals, isEnding } from './shutdown.mjs';

const REPORTS = ['verify', 'vitest', 'e2e', 'secrets'].map((name) => `.build/${name}.json`);
const [VERIFIED, TESTED, WALKED, KEPT] = REPORTS;
/** All that the checks and tests said, and what web and worker logged during the journeys. */
const SAID = '.build/output.log';
const LOGS = ['web', 'worker'].map((name) => `.build/e2e/${name}.log`);
// The tests have settings and databases of their own, whatever those of this shell are.
const environment = { ...process.env };
delete environment.DATABASE_URL;

/** Prepares, then checks everything in turn; what fails does not hide what comes after it. */
export async function testEverything() {
  endOnSignals();
  const total = { passed: 0, failed: 0 };
  try {
    await install();
    mkdirSync(join(root, '.build'), { recursive: true });
    for (const file of [...REPORTS, ...LOGS, SAID]) rmSync(join(root, file), { force: true });
    await step('Generating the database client and the style sheets', () => generate(false));
    for (const stage of [verify, unitAndDatabaseTests, application, journeys, secrets]) {
      const { passed, failed } = await stage();
      total.passed += passed;
      total.failed += failed;
    }
  } catch (error) {
    if (isEnding()) return;
    console.error(error instanceof Problem ? `\n${error.message}` : error);
    total.failed += 1;
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  await end(total.failed > 0 ? 1 : 0);
}

function verify() {
  return counted('Verifying the code', ['bin/verify.mjs', '--json', VERIFIED], VERIFIED, (said) => said);
}

function unitAndDatabaseTests() {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${TESTED}`];
  const args = ['node_modules/vitest/vitest.mjs', 'run', ...reporters];
  return counted('Running unit and database tests', args, TESTED, (said) => {
    // A file that does not even load has no tests to count.
    const unloaded = said.testResults.filter(
      (file) => file.status === 'failed' && !file.assertionResults.length,
    );
    return { passed: said.numPassedTests, failed: said.numFailedTests + unloaded.length };
  });
}

async function application() {
  try {
    loadSettings({ embedded: true });
    if (!isBuilt()) await step('Building the application', () => build({ loud: false }));
    return { passed: 1, failed: 0 };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return failure(error.message);
  }
}

function journeys() {
  const browser = findBrowser();
  if (!browser) return failure(NO_BROWSER);
  if (!isBuilt()) return failure('Without a build there are no journeys.');
  environment.CHROMIUM = browser;
  const args = ['node_modules/@playwright/test/cli.js', 'test', '-c', 'e2e/playwright.config.ts'];
  return counted('Walking the journeys in a browser', args, WALKED, ({ stats, errors }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
  }));
}

/** Nothing that the run has said may be a secret. */
function secrets() {
  const files = [SAID, ...LOGS].filter((file) => existsSync(join(root, file)));
  const args = ['--import', 'tsx', 'bin/spilled-secrets.ts', '--json', KEPT, ...files];
  return counted('Looking for secrets in what was said', args, KEPT, (said) => said);
}

/** Runs a stage and counts what its report says; a stage that ends badly has failed at least once. */
async function counted(doing, args, report, count) {
  const code = await step(doing, () => exitCodeOf(args));
  if (isEnding()) throw new Error('interrupted');
  if (!existsSync(join(root, report))) return failure(`${doing}: no report was written (exit code ${code}).`);
  const { passed, failed } = count(JSON.parse(readFileSync(join(root, report), 'utf8')));
  return { passed, failed: Math.max(failed, code === 0 ? 0 : 1) };
}

function failure(line) {
  say(line);
  return { passed: 0, failed: 1 };
}

function exitCodeOf(args) {
  return new Promise((resolve, reject) => {
    const color = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
    const options = { cwd: root, env: { ...color, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] };
    const child = spawn(process.execPath, args, options);
    for (const name of ['stdout', 'stderr'])
      child[name].on('data', (said) => {
        process[name].write(said);
        appendFileSync(join(root, SAID), said);
      });
    const settled = atEnd(() => child.kill());
    child.on('error', reject).on('close', (code) => {
      settled();
      resolve(code ?? 1);
    });
  });
}
