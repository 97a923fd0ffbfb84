import { contextOf } from '../../lib/context';
import { removeMember } from '../../lib/members/remove-member';
import type { Bench, Scene } from '../bench';
import { compete } from '../figure';
import { Connections, EMPTY_ROUTE } from '../http';
import { allOf } from '../load';
import { recordStatements, replay } from '../sql';
import { untilIdle } from '../worker';

const AT_ONCE = 10;
const EACH = 150;
const REASON = 'measured';

type Member = { email: string; team_id: number; invitation_id: number; member_id: number };

/** A distributor takes members out, ten at a time. */
export const removals: Scene = {
  name: 'removal',
  async run(bench) {
    const { sql, headers, business, options } = bench;
    const http = new Connections(AT_ONCE);
    await http.warm(EMPTY_ROUTE);
    const members = await membersOf(bench, 1 + 2 * EACH * options.rounds);
    const actor = { kind: 'user', userId: business.small.id, role: 'DISTRIBUTOR', via: 'session' } as const;
    const recorded = members();
    const { email, team_id } = recorded;
    const statements = await recordStatements(() =>
      removeMember(contextOf(actor), { email, team_id, reason: REASON }),
    );
    const figures = await compete(options.rounds, [
      {
        what: `members removed, ${AT_ONCE} at a time`,
        ways: {
          sql: () => allOf(EACH, AT_ONCE, () => replay(sql, statements, swapsOf(recorded, members()))),
          product: () =>
            allOf(EACH, AT_ONCE, (_, at) => {
              const { email, team_id } = members();
              return http.expect(200, at, '/api/v1/distributors/me/members/remove', {
                method: 'POST',
                headers: { ...headers.small, 'content-type': 'application/json' },
                body: JSON.stringify({ email, team_id, reason: REASON }),
              });
            }),
        },
      },
    ]);
    await http.close();
    await untilIdle(bench);
    return figures;
  },
};

async function membersOf({ sql, business }: Bench, count: number) {
  const { rows } = await sql.query<Member>(
    `SELECT invitation.email, invitation.team_id, invitation.id AS invitation_id, member.id AS member_id
    FROM invite_records AS invitation JOIN team_members AS member ON member.invite_record_id = invitation.id
    WHERE invitation.distributor_id = $1 AND member.status = 'ACTIVE'
      AND (member.valid_until IS NULL OR member.valid_until > now() + interval '1 hour') LIMIT $2`,
    [business.small.id, count],
  );
  return () => {
    const next = rows.pop();
    if (!next) throw new Error('all members have been removed');
    return next;
  };
}

function swapsOf(from: Member, to: Member) {
  return new Map([
    [from.email, to.email],
    [String(from.team_id), String(to.team_id)],
    [String(from.invitation_id), String(to.invitation_id)],
    [String(from.member_id), String(to.member_id)],
  ]);
}
