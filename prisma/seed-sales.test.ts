import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { database } from '../lib/db';
import { MailFailedError } from '../lib/mail';
import { failSending } from '../lib/members/fail-sending';
import { expireInvitations } from '../lib/members/expire-invitations';
import { expireMemberships } from '../lib/members/expire-memberships';
import { joinWorkspace } from '../lib/members/join-workspace';
import { leaveWorkspace } from '../lib/members/leave-workspace';
import { removeMember } from '../lib/members/remove-member';
import { resendInvitation } from '../lib/members/resend-invitation';
import { sendInvitation } from '../lib/members/send-invitation';
import { sendInvitationAgain } from '../lib/members/send-invitation-again';
import { withdrawInvitation } from '../lib/members/withdraw-invitation';
import { expectDataClean } from '../lib/monitoring/verify-data';
import { inTransaction } from '../lib/transaction';
import { testCtx, userCtx } from '../lib/testing/database';
import { createDistributor, createIssuedCodes, onlyTeams } from '../lib/testing/factories';
import { letExpire } from '../lib/testing/invitations';
import { acceptAs, inviteCustomer } from '../lib/testing/members';
import { writeSales, type Sale } from './seed-sales';

const db = database();

beforeAll(async () => {
  await db.setting.create({ data: { key: 'members.resend_pause_seconds', value: 1 } });
});

const as = (task: string) => testCtx({ kind: 'system', task });
const HOUR = 3_600_000;

type Invited = Awaited<ReturnType<typeof inviteCustomer>>;

const send = ({ invitation_id }: Invited) => sendInvitation(as('members.send-invitation'), { invitation_id });

async function join(invited: Invited) {
  await send(invited);
  const member = await acceptAs(invited);
  await joinWorkspace(as('members.join-workspace'), { member_id: member.member_id, tries: 1 });
  return member;
}

const now = Date.now();
const SENT = { sent_at: now - 40 * HOUR };
const JOINED = { ...SENT, accepted_at: now - 39 * HOUR };
const ENDED = now - HOUR;

/** The verbs on one side, what is to be the same on the other. */
const STORIES: Record<string, { verbs: (invited: Invited) => Promise<unknown>; sale: Partial<Sale> }> = {
  waiting: { verbs: () => Promise.resolve(), sale: { created_at: now } },
  sent: { verbs: send, sale: SENT },
  accepted: { verbs: join, sale: JOINED },
  failed: {
    verbs: ({ invitation_id: id, email }) =>
      failSending(
        as('members.send-invitation'),
        { id, email, send_attempts: 0 },
        new MailFailedError(true, '550 no such user'),
      ),
    sale: { ended_at: ENDED, end_reason: 'FAILED', answer: '550 no such user' },
  },
  withdrawn: {
    verbs: async (invited) => {
      await send(invited);
      await withdrawInvitation(userCtx(invited.distributor), {
        invitation_id: invited.invitation_id,
        reason: 'a mistake',
      });
    },
    sale: { ...SENT, ended_at: ENDED, end_reason: 'WITHDRAWN', why: 'a mistake' },
  },
  expired: {
    verbs: async (invited) => {
      await send(invited);
      await letExpire(invited.invitation_id);
      await expireInvitations(as('members.expire-invitations'));
    },
    sale: { ...SENT, ended_at: ENDED, end_reason: 'EXPIRED' },
  },
  'sent again': {
    verbs: async (invited) => {
      await send(invited);
      await sleep(1_100);
      await resendInvitation(userCtx(invited.distributor), { invitation_id: invited.invitation_id });
      await sendInvitationAgain(as('members.send-invitation-again'), {
        invitation_id: invited.invitation_id,
        resend: 1,
        attempt: 1,
      });
    },
    sale: { ...SENT, resent_at: now - 30 * HOUR },
  },
  removed: {
    verbs: async (invited) => {
      const { email, team_id } = await join(invited);
      await removeMember(userCtx(invited.distributor), { email, team_id, reason: 'left' });
    },
    sale: { ...JOINED, ended_at: ENDED, end_reason: 'REMOVED', why: 'left' },
  },
  'membership over': {
    verbs: async (invited) => {
      const { member_id } = await join(invited);
      await db.teamMember.update({ where: { id: member_id }, data: { validUntil: new Date(now - HOUR) } });
      await expireMemberships(as('members.expire-memberships'));
      await leaveWorkspace(as('members.leave-workspace'), { member_id, tries: 1 });
    },
    sale: { ...JOINED, ended_at: ENDED, end_reason: 'EXPIRED' },
  },
};

/** Columns that are times or ids only say whether they are there. */
const SAID = /(_at|_until|^id|_id)$/;
const told = (row: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (name === 'external_user_id') return [name, value === null ? null : typeof value];
      return [name, SAID.test(name) && value !== null ? 'set' : value];
    }),
  );

async function everythingOf(orderId: number) {
  const rows = async (query: Promise<Record<string, unknown>[]>) => (await query).map(told);
  const mine = db.$queryRaw<{ id: string }[]>`
    SELECT i.id::text FROM invite_records i JOIN redeem_codes c ON c.id = i.redeem_code_id WHERE c.order_id = ${orderId}`;
  const ids = (await mine).map(({ id }) => id);
  const audit = await db.$queryRaw<Record<string, unknown>[]>`
    SELECT actor LIKE 'user:%' AS by_user, CASE WHEN actor LIKE 'user:%' THEN 'user' ELSE actor END AS actor, user_id IS NULL AS nobody,
      as_system, action, entity, before, after FROM audit_log WHERE entity = 'invitation' AND entity_id = ANY (${ids}) ORDER BY id`;
  return {
    invitations: await rows(db.$queryRaw`SELECT * FROM invite_records WHERE id::text = ANY (${ids})`),
    members: await rows(
      db.$queryRaw`SELECT * FROM team_members WHERE invite_record_id::text = ANY (${ids})`,
    ).then((members) => members.map(({ removed_by, ...member }) => ({ ...member, by: removed_by !== null }))),
    codes: await rows(
      db.$queryRaw`SELECT used_count, max_uses, is_active FROM redeem_codes WHERE order_id = ${orderId}`,
    ),
    counters: await rows(
      db.$queryRaw`SELECT total, inactive, depleted, used_sum FROM code_counters WHERE order_id = ${orderId}`,
    ),
    audit: audit.map((row) => ({
      ...row,
      after: told((row.after ?? {}) as Record<string, unknown>),
    })),
    jobs: await db.$queryRaw`
      SELECT task.identifier FROM graphile_worker._private_jobs job JOIN graphile_worker._private_tasks task ON task.id = job.task_id
      WHERE task.identifier = 'members.invited' AND job.payload ->> 'invitation_id' = ANY (${ids})`,
  };
}

test.each(Object.entries(STORIES))(
  'a sale that is %s is written as the verbs write it',
  async (name, { verbs, sale }) => {
    const [team] = await onlyTeams(10);
    const seller = await createDistributor();
    const terms = { validity_days: 30, max_uses: 2 };
    const byVerbs = await createIssuedCodes(seller.id, terms);
    const invited = await inviteCustomer(
      { ...byVerbs.codes[0]!, distributor: seller, order: byVerbs.order },
      'somebody@example.com',
    );
    await verbs(invited);
    // The worker has sent the others: what it was told is done.
    if (name !== 'waiting')
      await db.$queryRaw`SELECT count(*) FROM graphile_worker.complete_jobs(ARRAY(
        SELECT id FROM graphile_worker._private_jobs WHERE payload ->> 'invitation_id' = ${String(invited.invitation_id)}))`;
    const free = { where: { id: team!.id }, select: { seatsTaken: true } };
    const seatsOf = async () => (await db.team.findUniqueOrThrow(free)).seatsTaken;
    const seats = await seatsOf();

    const inBulk = await createIssuedCodes(seller.id, terms);
    const created_at = now - 41 * HOUR;
    await inTransaction(testCtx(), (tx) =>
      writeSales(tx, [
        {
          order_id: inBulk.order.id,
          seq: 1,
          email: 'somebody.else@example.com',
          team_id: team!.id,
          created_at,
          ...sale,
        },
      ]),
    );
    const named = (everything: unknown) =>
      JSON.parse(
        JSON.stringify(everything, (_, value: unknown) =>
          typeof value === 'bigint' ? Number(value) : value,
        ).replaceAll('somebody.else@', 'somebody@'),
      ) as object;
    const [real, bulk] = [
      named(await everythingOf(byVerbs.order.id)),
      named(await everythingOf(inBulk.order.id)),
    ];
    expect(bulk).toEqual(real);
    expect(await seatsOf()).toBe(2 * seats);
    await expectDataClean(testCtx());
  },
);
