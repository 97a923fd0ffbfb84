import { now } from '../clock';
import type { Ctx } from '../context';
import { authorize, userIdOf } from '../permissions';
import { deviceOf } from './device-name';
import { sessionIdOf } from './internal';
import { SESSION_SECONDS } from './session-life';

const MOST_SHOWN = 50;

/** Where one is signed in oneself: this session first, then those seen last. */
export async function listSessions(ctx: Ctx) {
  authorize(ctx, 'accounts.view-own');
  const present = sessionIdOf(ctx);
  const alive = new Date(now().getTime() - SESSION_SECONDS * 1000);
  const sessions = await ctx.db.session.findMany({
    where: { userId: userIdOf(ctx), endedAt: null, seenAt: { gt: alive } },
    orderBy: { seenAt: 'desc' },
    take: MOST_SHOWN,
    select: { id: true, ip: true, userAgent: true, seenAt: true, createdAt: true },
  });
  return sessions
    .map(({ userAgent, seenAt, createdAt, ...session }) => ({
      ...session,
      is_present: session.id === present,
      device: deviceOf(userAgent),
      seen_at: seenAt.toISOString(),
      created_at: createdAt.toISOString(),
    }))
    .sort((a, b) => Number(b.is_present) - Number(a.is_present));
}
