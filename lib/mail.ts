import { createHmac } from 'node:crypto';
import nodemailer, { type Transporter } from 'nodemailer';
import type SMTPPool from 'nodemailer/lib/smtp-pool';
import type { Ctx } from './context';
import { env } from './env';
import { TechnicalError } from './errors';
import { bodyAsHtml } from './mail-html';
import { email } from './text';

export type Mail = {
  /** What the mail is about. The same key is the same mail, however often it is delivered: "invitation:7:1". */
  key: string;
  recipient: string;
  subject: string;
  /** Plain text; links in it become links of the HTML alternative. */
  body: string;
  /** For whom it is written; left out, it is the house's own. Decides who sees it in the outbox. */
  distributorId?: number;
};

/** How mails leave the house: by SMTP where it is set up, else they stay in the outbox, where people can read them. */
export function mailsBy(): 'smtp' | 'outbox' {
  return env().SMTP_URL ? 'smtp' : 'outbox';
}

/**
 * The mail was not taken. `final`: the recipient was refused for good, so that trying again is of no use; `answer` is what
 * the mail server said, for the people who run the place.
 */
export class MailFailedError extends TechnicalError {
  constructor(
    readonly final: boolean,
    readonly answer: string,
    cause?: unknown,
  ) {
    super(`mail not delivered: ${answer}`, {
      errorCode: final ? 'MAIL_REFUSED' : 'MAIL_FAILED',
      cause,
    });
  }
}

/**
 * Delivers a mail: hands it to the mail server or writes it into the outbox. Call it from a job with no transaction open,
 * and record afterwards that it was done; delivered twice under one key, it is one mail in the outbox, and mail programs
 * take the second copy for the first by its Message-ID.
 * @throws MailFailedError
 */
export async function deliverMail(ctx: Ctx, mail: Mail): Promise<void> {
  if (ctx.transaction)
    throw new Error(`mail ${mail.key}: nothing outside is called while a transaction is open`);
  const address = email().safeParse(mail.recipient);
  if (!address.success) throw new MailFailedError(true, 'the recipient is no email address');
  const written = { ...mail, recipient: address.data, subject: oneLine(mail.subject) };
  if (mailsBy() === 'smtp') return handOver(written);
  await ctx.db.mail.createMany({ data: [written], skipDuplicates: true });
}

/** Control characters in a header would begin another header. */
function oneLine(text: string) {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, 300);
}

async function handOver({ key, recipient, subject, body }: Mail) {
  const from = env().MAIL_FROM;
  try {
    await transporter().sendMail({
      from,
      // As an object, an address is never taken apart into several.
      to: { name: '', address: recipient },
      subject,
      text: body,
      html: bodyAsHtml(body),
      messageId: messageIdOf(key, from),
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  } catch (error) {
    throw failureOf(error);
  }
}

/** The same for the same mail, and nobody else's: it is made with our secret. */
function messageIdOf(key: string, from: string) {
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost';
  return `<${createHmac('sha256', env().APP_SECRET).update(`mail:${key}`).digest('hex').slice(0, 40)}@${domain}>`;
}

/** What the server says about ourselves (log in first, encrypt first) is no word on the recipient. */
const ABOUT_US = new Set([530, 534, 535, 538]);

function failureOf(error: unknown) {
  const {
    responseCode = 0,
    command = '',
    response,
    message,
  } = error as {
    responseCode?: number;
    command?: string;
    response?: string;
    message?: string;
  };
  const forGood = responseCode >= 500 && responseCode <= 599 && !ABOUT_US.has(responseCode);
  const final = forGood && (command === 'RCPT TO' || command === 'DATA');
  return new MailFailedError(final, oneLine(response || message || String(error)), error);
}

const PATIENCE_MS = 10_000;
const POOL = 5;
let kept: Transporter<SMTPPool.SentMessageInfo> | undefined;

function transporter() {
  if (kept) return kept;
  const { hostname, port, protocol, username, password } = new URL(env().SMTP_URL);
  const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  const options: SMTPPool.Options & { maxRequeues: number } = {
    pool: true,
    maxConnections: POOL,
    // A connection that breaks down fails its mail; the job tries again. The pool itself would try for ever.
    maxRequeues: 0,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port ? Number(port) : undefined,
    secure: protocol === 'smtps:',
    auth: username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : undefined,
    // A password never crosses a network in the clear.
    requireTLS: Boolean(username) && !loopback,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    dnsTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  return (kept = nodemailer.createTransport(options));
}
