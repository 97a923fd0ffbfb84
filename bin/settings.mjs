import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folderProblem, makeDataFolder, writeWhole } from './data-folder.mjs';
import { Problem } from './problem.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));

// Next.js would read it in the web server alone; what is set already stays.
if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));

const random = () => randomBytes(32).toString('base64');
const SECRETS = {
  APP_SECRET: random,
  NEXTAUTH_SECRET: random,
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: random,
  // As the Standard Webhooks write it.
  SANDBOX_WEBHOOK_SECRET: () => `whsec_${random()}`,
  METRICS_TOKEN: () => randomBytes(24).toString('base64url'),
};

/**
 * Fills process.env and says where things are. Without `DATABASE_URL` the secrets are made once and kept in the data folder for
 * its owner only; with it all of them are the operator's, and a missing one is a reason not to start.
 */
export function loadSettings({ embedded = !process.env.DATABASE_URL } = {}) {
  const settings = {
    embedded,
    dataDir: resolve(root, process.env.TRIBUTARY_DATA || '.data'),
    host: process.env.HOST || '127.0.0.1',
    port: portFrom(process.env.PORT || '3000'),
  };
  if (settings.embedded) {
    for (const [name, value] of Object.entries(keptSecrets(settings.dataDir))) process.env[name] ||= value;
    process.env.NEXTAUTH_URL ||= `http://localhost:${settings.port}`;
    process.env.SANDBOX_PAYMENTS ||= '1';
  }
  requireSettings();
  return settings;
}

export const isLoopback = (host) => host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host);

/** Where people find the web server. */
export const addressOf = ({ host, port }) =>
  `http://${isLoopback(host) || /^(0\.0\.0\.0|::)$/.test(host) ? 'localhost' : host}:${port}`;

/** Why the web server cannot listen, and what to do about it. */
export function listenProblem({ code, message }, { host, port }) {
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${host} is taken by another program: end it, or choose another port, for example PORT=${port + 1} npm start.`;
  if (code === 'EACCES') return `Port ${port} is reserved for the system: choose one above 1023 with PORT.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `HOST=${host} is no address of this machine: leave HOST out, or give one of its own.`;
  return `The web server cannot listen on ${host}:${port} (${message}).`;
}

function portFrom(text) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Problem(`PORT=${text} is not a port: give a number between 1 and 65535.`);
  return port;
}

/** For the processes of a deployment, which start no database. */
export function requireDatabase({ embedded }) {
  if (embedded)
    throw new Problem(
      'DATABASE_URL is not set. Alone, the web server and the worker need a database of yours; npm start brings one and runs them both.',
    );
}

function requireSettings() {
  const missing = [...Object.keys(SECRETS), 'NEXTAUTH_URL'].filter((name) => !process.env[name]);
  if (missing.length)
    throw new Problem(
      `DATABASE_URL is set, so these settings are yours to give as well: ${missing.join(', ')}. They must stay the same from start to start and be equal on every machine.`,
    );
  const { SMTP_URL, MAIL_FROM } = process.env;
  if (SMTP_URL && !(URL.canParse(SMTP_URL) && /^smtps?:\/\/[^/]/.test(SMTP_URL)))
    throw new Problem(
      'SMTP_URL is not the address of a mail server: give smtp://user:password@host:587 or smtps://…, or leave it out to keep mails in the outbox.',
    );
  if (SMTP_URL && !MAIL_FROM)
    throw new Problem(
      'SMTP_URL is set, so MAIL_FROM is needed, too: the sender, for example no-reply@example.com.',
    );
}

// Of two first starts at once, the second reads what the first has written. A later version may want more secrets than are kept.
function keptSecrets(dataDir) {
  const file = join(dataDir, 'secrets.json');
  try {
    if (!existsSync(file)) {
      makeDataFolder(dataDir);
      writeWhole(file, text(withMissing({})), 'new');
    }
    const kept = readSecrets(file);
    const all = withMissing(kept);
    if (text(all) !== text(kept)) writeWhole(file, text(all));
    return all;
  } catch (error) {
    throw error.syscall ? new Problem(folderProblem(dataDir, error)) : error;
  }
}

const text = (secrets) => JSON.stringify(secrets, null, 2);

const withMissing = (kept) => ({
  ...kept,
  ...Object.fromEntries(Object.entries(SECRETS).map(([name, make]) => [name, kept[name] ?? make()])),
});

function readSecrets(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.syscall) throw error;
    throw new Problem(
      `${file} is damaged (${error.message}): bring it back from a copy, or delete it to have new secrets made, which ends every session and every invitation link.`,
    );
  }
}
