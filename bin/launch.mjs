import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isBuilt } from './build-stamp.mjs';
import { build, generate } from './build.mjs';
import { writeWhole } from './data-folder.mjs';
import { demoPassword } from './demo-password.mjs';
import { install } from './installation.mjs';
import { refuseObstacles, runningFile } from './obstacles.mjs';
import { Problem } from './problem.mjs';
import { elapsed, step } from './progress.mjs';
import { addressOf, isLoopback, loadSettings } from './settings.mjs';
import { atEnd, end, endOnSignals, isEnding } from './shutdown.mjs';

const HEALTH_PATIENCE_MS = 120_000;
const ANSWER_MS = 30_000;
const TOO_MANY_DEATHS = 3;

/** From a fresh clone to a product one can sign in to; what is done already is left out. */
export async function launch({ dev }) {
  endOnSignals();
  try {
    const settings = loadSettings();
    await refuseObstacles(settings);
    await install();
    if (dev) await step('Generating the database client and the style sheets', () => generate(false));
    else if (!isBuilt()) await step('Building the application', () => build({ loud: false }));
    await start(settings, dev);
  } catch (error) {
    if (isEnding()) return;
    console.error(error instanceof Problem ? `\n${error.message}` : error);
    await end(1);
  }
}

// These need what npm installs, and so are loaded now.
async function start(settings, dev) {
  const { keepRunning } = await import('./children.mjs');
  const { demoPeople, migrate, prepareEmbedded, refusePublishedPassword } = await import('./demo.mjs');
  const { superviseDatabase } = await import('./embedded.mjs');
  const children = [];
  let people = [];

  if (settings.embedded) {
    const server = await step('Starting the database', () =>
      superviseDatabase(settings.dataDir, (url) => {
        process.env.DATABASE_URL = url;
        for (const child of children) child.restart();
      }),
    );
    sayWhereWeRun(settings);
    process.env.DATABASE_URL = server.url;
    await prepareEmbedded(settings.dataDir, server);
    if (!isLoopback(settings.host)) await refusePublishedPassword(server);
    people = await demoPeople(server, demoPassword());
  } else await migrate();

  await step('Starting the web server and the worker', async () => {
    const env = { NEXT_TELEMETRY_DISABLED: '1', ...(dev ? {} : { NODE_ENV: 'production' }) };
    // The sign-in page names the demo people, but only where nobody else can open it.
    const hint = people.length > 0 && isLoopback(settings.host);
    const demo = hint ? { DEMO_HINT: people.join(' '), DEMO_PASSWORD: demoPassword() } : {};
    children.push(keepRunning('web', ['bin/web.mjs', ...(dev ? ['--dev'] : [])], { ...env, ...demo }));
    children.push(keepRunning('worker', ['--import', 'tsx', 'bin/worker.mjs'], env));
    atEnd(
      () => Promise.all(children.map((child) => child.stop())),
      () => children.forEach((child) => child.kill()),
    );
    await untilHealthy(settings, children);
  });
  console.log(welcome(settings, people));
}

function sayWhereWeRun(settings) {
  const file = runningFile(settings.dataDir);
  writeWhole(file, JSON.stringify({ pid: process.pid, url: addressOf(settings) }));
  atEnd(() => rmSync(file, { force: true }));
}

async function untilHealthy({ host, port }, children) {
  const name = /^(0\.0\.0\.0|::|localhost)$/.test(host)
    ? '127.0.0.1'
    : host.includes(':')
      ? `[${host}]`
      : host;
  const patience = Date.now() + HEALTH_PATIENCE_MS;
  for (;;) {
    const asked = fetch(`http://${name}:${port}/api/health`, { signal: AbortSignal.timeout(ANSWER_MS) });
    const answer = await asked.catch(() => undefined);
    if (answer?.ok) return;
    if (children.some((child) => child.deaths() >= TOO_MANY_DEATHS))
      throw new Problem('The web server or the worker does not stay up: the lines above say why.');
    if (Date.now() > patience)
      throw new Problem(
        `The web server does not report itself healthy (${answer ? `it answers ${answer.status}` : 'no answer'}): the lines above say why.`,
      );
    await sleep(250);
  }
}

function welcome(settings, people) {
  const signIns = people.length
    ? ['', `Sign in with the password ${demoPassword()} as`, ...people.map((email) => `  ${email}`)]
    : [];
  const real = [process.env.STRIPE_SECRET_KEY && 'Stripe', process.env.ALIPAY_APP_ID && 'Alipay'].filter(
    Boolean,
  );
  const sandbox = process.env.SANDBOX_PAYMENTS === '1' ? ['the sandbox, which charges nobody'] : [];
  const payments = [...real, ...sandbox].join(', ') || 'nobody: no provider is set up';
  const mails = process.env.SMTP_URL
    ? `Mails go out by SMTP through ${new URL(process.env.SMTP_URL).host}.`
    : 'Mails stay in the outbox, where people can read them: SMTP_URL is not set.';
  return [
    '',
    `Tributary is ready after ${elapsed()}: ${addressOf(settings)}`,
    ...signIns,
    '',
    `Payments go to ${payments}.`,
    mails,
    '',
    'Ctrl-C stops it; the data stay.',
    '',
  ].join('\n');
}
