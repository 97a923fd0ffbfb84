import { expect, test } from 'vitest';
import { database } from '../db';
import type { Ctx } from '../context';
import { userCtx } from '../testing/database';
import { createDistributor, createUser, unique } from '../testing/factories';
import { getMail } from './get-mail';
import { listMails } from './list-mails';
import { MailsQuery, type WhoseMails } from './schema';

async function write(distributorId: number | null, recipient = `${unique('customer')}@example.com`) {
  return database().mail.create({
    data: {
      distributorId,
      recipient,
      subject: 'Hello',
      body: 'See https://a.example/i/x?y=1 now',
      key: unique('mail'),
    },
  });
}

const ids = async (ctx: Ctx, whose: WhoseMails, query: object = {}) =>
  (await listMails(ctx, whose, MailsQuery.parse(query))).items.map(({ id }) => id);

test('a distributor reads the mails of its own invitations, an admin all of them, others none', async () => {
  const [one, two] = [await createDistributor(), await createDistributor()];
  const [mine, theirs, house] = [await write(one.id), await write(two.id), await write(null)];
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  expect(await ids(userCtx(one), 'me')).toEqual([mine.id]);
  expect(await ids(admin, two.id)).toEqual([theirs.id]);
  expect((await ids(admin, 'all')).slice(0, 3)).toEqual([house.id, theirs.id, mine.id]);

  expect((await getMail(userCtx(one), 'me', { id: mine.id })).recipient).toBe(mine.recipient);
  for (const { id } of [theirs, house, { id: 2_000_000_000 }])
    await expect(getMail(userCtx(one), 'me', { id })).rejects.toMatchObject({
      errorCode: 'RESOURCE_NOT_FOUND',
    });
  const denied = { errorCode: 'PERMISSION_DENIED' };
  for (const whose of ['all', one.id] as const) {
    await expect(listMails(userCtx(one), whose, MailsQuery.parse({}))).rejects.toMatchObject(denied);
    await expect(getMail(userCtx(one), whose, { id: mine.id })).rejects.toMatchObject(denied);
  }
  const operator = userCtx(await createUser());
  await expect(listMails(operator, 'all', MailsQuery.parse({}))).rejects.toMatchObject(denied);
});

test('they are found by the whole email of the recipient, in any case, and paged from the newest', async () => {
  const distributor = await createDistributor();
  const recipient = `${unique('customer')}@example.com`;
  const written = [];
  for (let count = 0; count < 3; count += 1) written.push((await write(distributor.id, recipient)).id);
  await write(distributor.id);
  const ctx = userCtx(distributor);
  const newestFirst = written.toReversed();
  expect(await ids(ctx, 'me', { q: ` ${recipient.toUpperCase()} ` })).toEqual(newestFirst);
  expect(await ids(ctx, 'me', { q: recipient.slice(0, -1) })).toEqual([]);
  const first = await listMails(ctx, 'me', MailsQuery.parse({ q: recipient, limit: 2 }));
  const cursor = first.next_cursor!;
  expect(first.items.map(({ id }) => id)).toEqual(newestFirst.slice(0, 2));
  expect(await ids(ctx, 'me', { q: recipient, limit: 2, cursor })).toEqual(newestFirst.slice(2));
});

test('a mail is told as it was written, its links apart', async () => {
  const distributor = await createDistributor();
  const { id } = await write(distributor.id);
  expect((await getMail(userCtx(distributor), 'me', { id })).parts).toEqual([
    { text: 'See ', isLink: false },
    { text: 'https://a.example/i/x?y=1', isLink: true },
    { text: ' now', isLink: false },
  ]);
});
