import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { database } from '../db';
import { deliverMail, MailFailedError, mailsBy } from '../mail';
import { expectDataClean } from '../monitoring/verify-data';
import { atOnce, outcomes, publicCtx, testCtx } from '../testing/database';
import { onlyTeams, unique } from '../testing/factories';
import { invite, letExpire } from '../testing/invitations';
import { until } from '../testing/until';
import { acceptInvitation } from './accept-invitation';
import { expireInvitations } from './expire-invitations';
import { failSending } from './fail-sending';
import { sendInvitation } from './send-invitation';
import { sendInvitationAgain } from './send-invitation-again';

const USER = { name: 'tributary', password: 'p@ss word' };
type Taken = { to: string[]; raw: string };
const taken: Taken[] = [];
/** How the server behaves; a test changes what it is about. */
let manners: Pick<SMTPServerOptions, 'onAuth' | 'onRcptTo' | 'onData' | 'onConnect'> = {};

const server = new SMTPServer({
  authOptional: false,
  allowInsecureAuth: true,
  disabledCommands: ['STARTTLS'],
  logger: false,
  onConnect: (session, answer) => (manners.onConnect ? manners.onConnect(session, answer) : answer()),
  onAuth: (auth, session, answer) => {
    if (manners.onAuth) return manners.onAuth(auth, session, answer);
    const known = auth.username === USER.name && auth.password === USER.password;
    return known ? answer(null, { user: USER.name }) : answer(new Error('Invalid login'));
  },
  onRcptTo: (address, session, answer) =>
    manners.onRcptTo ? manners.onRcptTo(address, session, answer) : answer(),
  onData: (stream, session, answer) => {
    if (manners.onData) return manners.onData(stream, session, answer);
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      taken.push({
        to: session.envelope.rcptTo.map(({ address }) => address),
        raw: Buffer.concat(chunks).toString(),
      });
      answer();
    });
  },
});
// A client that leaves is no trouble of the server's.
server.on('error', () => undefined);
server.listen(0, '127.0.0.1');
await once(server.server, 'listening');
const { port } = server.server.address() as AddressInfo;
// Before the settings are first asked for.
process.env.SMTP_URL = `smtp://${USER.name}:${encodeURIComponent(USER.password)}@127.0.0.1:${port}`;
process.env.MAIL_FROM = 'Tributary <no-reply@tributary.example>';

beforeEach(() => onlyTeams(50));
afterEach(async () => {
  manners = {};
  taken.length = 0;
  // Each test begins with a connection of its own; the pool would keep one for the next.
  for (const { _socket } of openConnections()) _socket.end();
  await until(() => Promise.resolve(server.connections.size === 0));
});
afterAll(() => new Promise<void>((resolve) => server.close(resolve)));

type Connection = { _socket: Socket };
const openConnections = () => [...server.connections] as unknown as Connection[];
const says = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code });
const read = (id: number) =>
  database().inviteRecord.findUniqueOrThrow({ where: { id }, include: { team: true, code: true } });
const send = (id: number) => sendInvitation(testCtx(), { invitation_id: id });
const header = (raw: string, name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(raw)?.[1];
/** The plain text of a mail, its quoted-printable coding undone. */
const textOf = ({ raw }: Taken) =>
  Buffer.from(
    raw
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString();
const nextJob = async (id: number) => {
  const [job] = await database().$queryRaw<{ minutes: number }[]>`
    SELECT extract(epoch FROM run_at - now())::float8 / 60 AS minutes FROM graphile_worker.jobs
    WHERE key = ${`send-invitation:${id}`}`;
  return job?.minutes;
};

test('the mail goes to the customer and nowhere else, and its link is accepted', async () => {
  expect(mailsBy()).toBe('smtp');
  const { id, email } = await invite();
  expect(await send(id)).toBe('sent');
  expect(taken).toHaveLength(1);
  const [mail] = taken as [Taken];
  expect(mail.to).toEqual([email]);
  expect(header(mail.raw, 'From')).toBe('Tributary <no-reply@tributary.example>');
  expect(header(mail.raw, 'Auto-Submitted')).toBe('auto-generated');
  expect(header(mail.raw, 'Message-ID')).toMatch(/^<[0-9a-f]{40}@tributary\.example>$/);
  const text = textOf(mail);
  expect(text).toContain('邀请');
  const [, token] = /^http:\/\/127\.0\.0\.1:3000\/i\/([\w-]+)\r?$/m.exec(text)!;
  expect(text).toContain(`<a href="http://127.0.0.1:3000/i/${token}">`);
  expect(await database().mail.count({ where: { recipient: email } })).toBe(0);
  expect((await acceptInvitation(publicCtx(), { token: token! })).status).toBe('accepted');
  await expectDataClean(testCtx());
});

test('put off by the server it is tried again later and the use stays charged; then it goes out', async () => {
  const { id, email } = await invite();
  manners.onRcptTo = (_address, _session, answer) => answer(says(451, 'try again later'));
  const pauses = [1, 5, 15];
  for (const [index, pause] of pauses.entries()) {
    expect(await send(id)).toBe('retrying');
    const waiting = await read(id);
    expect(waiting).toMatchObject({
      status: 'PENDING',
      error: 'MAIL_FAILED',
      sendAttempts: index + 1,
      endedAt: null,
    });
    expect([waiting.code.usedCount, waiting.team.seatsTaken]).toEqual([1, 1]);
    const minutes = await nextJob(id);
    expect(minutes).toBeGreaterThan(pause * 0.9);
    expect(minutes).toBeLessThan(pause * 1.3);
  }
  // A run that saw it before the others failed knows nothing new.
  const late = new MailFailedError(false, 'too late');
  expect(await failSending(testCtx(), { id, email, send_attempts: 1 }, late)).toBe('left');
  expect(await read(id)).toMatchObject({ sendAttempts: 3 });
  const alert = { rule: 'mails.not_delivered', resolvedAt: null };
  expect(await database().alert.count({ where: alert })).toBe(1);
  manners = {};
  expect(await send(id)).toBe('sent');
  expect(await read(id)).toMatchObject({ status: 'SUCCESS', error: null });
  expect(taken).toHaveLength(1);
  expect(await database().alert.count({ where: alert })).toBe(0);
  await expectDataClean(testCtx());
});

test('after five attempts it has failed, and seat and use come back once, however many runs there are', async () => {
  const { id, distributorId } = await invite();
  manners.onRcptTo = (_address, _session, answer) => answer(says(451, 'try again later'));
  for (let attempt = 1; attempt <= 4; attempt += 1) expect(await send(id)).toBe('retrying');
  const { values, errors } = outcomes(await atOnce(4, () => send(id)));
  expect(errors).toEqual([]);
  expect(values.filter((outcome) => outcome === 'failed')).toHaveLength(1);
  const failed = await read(id);
  expect(failed).toMatchObject({
    status: 'FAILED',
    endReason: 'FAILED',
    error: 'MAIL_FAILED',
    sendAttempts: 5,
  });
  expect([failed.code.usedCount, failed.team.seatsTaken]).toEqual([0, 0]);
  const audits = await database().auditEntry.findMany({
    where: { entity: 'invitation', entityId: String(id) },
  });
  expect(audits.filter(({ after }) => (after as { status?: string }).status === 'FAILED')).toHaveLength(1);
  expect(await database().distributorDay.findFirst({ where: { distributorId } })).toMatchObject({ sent: 0 });
  await database().alert.deleteMany({ where: { rule: 'mails.not_delivered' } });
  await expectDataClean(testCtx());
});

test.each([
  ['the recipient', { onRcptTo: (_a, _s, answer) => answer(says(550, 'no such user here')) }],
  [
    'the mail',
    {
      onData: (stream, _session, answer) => {
        stream.resume();
        stream.on('end', () => answer(says(554, 'refused by policy')));
      },
    },
  ],
] as [string, typeof manners][])('%s refused for good: it has failed at once', async (_what, refusing) => {
  const { id } = await invite();
  manners = refusing;
  expect(await send(id)).toBe('failed');
  const failed = await read(id);
  expect(failed).toMatchObject({
    status: 'FAILED',
    endReason: 'FAILED',
    error: 'MAIL_REFUSED',
    sendAttempts: 1,
  });
  expect([failed.code.usedCount, failed.team.seatsTaken]).toEqual([0, 0]);
  expect(await send(id)).toBe('left');
  expect(await database().alert.count({ where: { rule: 'mails.not_delivered' } })).toBe(0);
  await expectDataClean(testCtx());
});

test.each<[string, typeof manners]>([
  ['wrong credentials', { onAuth: (_auth, _session, answer) => answer(says(535, 'wrong password')) }],
  ['a refused greeting', { onConnect: (_session, answer) => answer(says(554, 'no service for you')) }],
  [
    'a connection that breaks off in the middle',
    { onData: (_stream, session) => breakOff(session.remotePort) },
  ],
])('%s is no fault of the recipient: it is tried again', async (_what, failing) => {
  const { id } = await invite();
  manners = failing;
  expect(await send(id)).toBe('retrying');
  expect(await read(id)).toMatchObject({ status: 'PENDING', error: 'MAIL_FAILED', endedAt: null });
  manners = {};
  expect(await send(id)).toBe('sent');
  await expectDataClean(testCtx());
});

function breakOff(clientPort: number) {
  for (const { _socket } of openConnections()) if (_socket.remotePort === clientPort) _socket.destroy();
}

test('a server that says nothing is not waited for', { timeout: 30_000 }, async () => {
  const { id } = await invite();
  manners.onRcptTo = () => undefined;
  expect(await send(id)).toBe('retrying');
  expect(await read(id)).toMatchObject({ status: 'PENDING', error: 'MAIL_FAILED' });
  await expectDataClean(testCtx());
});

test('accepted or expired while it is tried again: that holds, and nothing more is sent', async () => {
  const [accepted, expired] = [await invite(), await invite()];
  manners.onRcptTo = (_address, _session, answer) => answer(says(451, 'try again later'));
  for (const { id } of [accepted, expired]) expect(await send(id)).toBe('retrying');
  await acceptInvitation(publicCtx(), { token: accepted.token });
  await letExpire(expired.id);
  expect(await expireInvitations(testCtx())).toEqual({ expired: 1 });
  manners = {};
  for (const { id } of [accepted, expired]) expect(await send(id)).toBe('left');
  expect(taken).toEqual([]);
  expect(await read(accepted.id)).toMatchObject({ status: 'SUCCESS', error: null });
  await expectDataClean(testCtx());
});

test('accepted while the server makes up its mind to refuse: acceptance holds', async () => {
  const { id, token } = await invite();
  manners.onRcptTo = (_address, _session, answer) =>
    void acceptInvitation(publicCtx(), { token }).then(() => answer(says(550, 'no such user')));
  expect(await send(id)).toBe('left');
  expect(await read(id)).toMatchObject({ status: 'SUCCESS', endedAt: null, error: null });
  await expectDataClean(testCtx());
});

test('two runs at once, and one after a crash, are copies of one mail and one count', async () => {
  const { id, distributorId } = await invite();
  const { values, errors } = outcomes(await atOnce(2, () => send(id)));
  expect(errors).toEqual([]);
  expect(values).toContain('sent');
  const ids = new Set(taken.map(({ raw }) => header(raw, 'Message-ID')));
  expect(ids.size).toBe(1);
  expect(await database().distributorDay.findFirst({ where: { distributorId } })).toMatchObject({ sent: 1 });
  expect(await send(id)).toBe('left');
  await expectDataClean(testCtx());
});

test('a resend that fails ends nothing and is seen', async () => {
  const { id } = await invite();
  await send(id);
  await database().inviteRecord.update({ where: { id }, data: { resentCount: 1, resentAt: new Date() } });
  const again = { invitation_id: id, resend: 1, attempt: 1 };
  manners.onRcptTo = (_address, _session, answer) => answer(says(550, 'no such user here'));
  expect(await sendInvitationAgain(testCtx(), again)).toBe('failed');
  expect(await read(id)).toMatchObject({ status: 'SUCCESS', endedAt: null, error: 'MAIL_REFUSED' });
  manners = {};
  // Of another request, whose own job does it.
  expect(await sendInvitationAgain(testCtx(), { ...again, resend: 2 })).toBe('left');
  expect(await sendInvitationAgain(testCtx(), again)).toBe('sent');
  expect(await read(id)).toMatchObject({ error: null });
  expect(new Set(taken.map(({ raw }) => header(raw, 'Message-ID'))).size).toBe(2);
  await expectDataClean(testCtx());
});

test('what a mail says cannot become a header, an address or markup', async () => {
  const recipient = `${unique('customer')}@example.com`;
  const mail = { key: unique('test'), recipient, body: '<b>Hello</b> & "you"\nhttps://a.example/?x=1&y=2' };
  await deliverMail(testCtx(), { ...mail, subject: 'Hello\r\nBcc: thief@example.com\r\n\r\nbody' });
  const [{ to, raw }] = taken as [Taken];
  expect(to).toEqual([recipient]);
  expect(header(raw, 'Bcc')).toBeUndefined();
  expect(header(raw, 'Subject')).toContain('Hello Bcc: thief@example.com body');
  const text = textOf(taken[0]!);
  expect(text).toContain('&lt;b&gt;Hello&lt;/b&gt; &amp; &quot;you&quot;');
  expect(text).toContain('<a href="https://a.example/?x=1&amp;y=2">');
  for (const wrong of [`${recipient}\r\nRCPT TO:<thief@example.com>`, `${recipient},thief@example.com`, 'x'])
    await expect(deliverMail(testCtx(), { ...mail, recipient: wrong, subject: 'x' })).rejects.toMatchObject({
      final: true,
      answer: 'the recipient is no email address',
    });
  expect(taken).toHaveLength(1);
});
