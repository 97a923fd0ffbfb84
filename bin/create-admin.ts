import { Writable } from 'node:stream';
import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import en from '../messages/en.json';
import { CreateUserInput, PASSWORD_SHORTEST } from '../lib/accounts/schema';
import type { ErrorCode } from '../lib/error-catalogue';
import { asAppError } from '../lib/errors';
import { exitOver, Problem } from './problem.mjs';

const USAGE = 'Say who it is: npm run create-admin -- ada@example.com "Ada Lovelace"';
const WRONG: Record<string, string> = {
  email: 'This is not an email address.',
  name: 'A name has 1 to 120 characters.',
  password: `A password has ${PASSWORD_SHORTEST} to 200 characters.`,
};

const REFUSED: Partial<Record<ErrorCode, string>> = {
  EMAIL_TAKEN: en.errors.EMAIL_TAKEN,
  PASSWORD_UNSAFE: en.errors.PASSWORD_UNSAFE,
  SERVICE_UNAVAILABLE: 'The database does not answer: is it running, and is DATABASE_URL its address?',
};

/** The password from the terminal, where nobody sees it, or from the first line of a pipe. */
async function askPassword() {
  if (!process.stdin.isTTY) return (await text(process.stdin)).split(/\r?\n/)[0] ?? '';
  const first = await askUnseen('Password: ');
  if ((await askUnseen('Once more: ')) !== first) throw new Problem('The two are not the same: start again.');
  return first;
}

async function askUnseen(question: string) {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  lines.once('SIGINT', () => process.exit(130));
  process.stdout.write(question);
  const answer = await lines.question('');
  lines.close();
  process.stdout.write('\n');
  return answer;
}

async function createAdmin([email, name, ...rest]: string[]) {
  if (!email || !name || rest.length > 0) throw new Problem(USAGE);
  const input = CreateUserInput.safeParse({ email, name, role: 'ADMIN', password: await askPassword() });
  if (!input.success) throw new Problem(WRONG[String(input.error.issues[0]?.path[0])] ?? USAGE);
  // Loaded only now, so that the command speaks for itself instead of writing log lines.
  process.env.LOG_LEVEL = 'silent';
  const { createUser } = await import('../lib/accounts/create-user');
  const { systemContext } = await import('../lib/context');
  const { disconnect } = await import('../lib/db');
  try {
    await createUser(systemContext('create-admin'), input.data);
  } catch (error) {
    throw problemOf(error);
  } finally {
    await disconnect();
  }
  console.log(`${input.data.email} can sign in as an administrator.`);
}

function problemOf(error: unknown) {
  const line = REFUSED[asAppError(error).errorCode];
  return line ? new Problem(line) : error;
}

createAdmin(process.argv.slice(2)).catch(exitOver);
