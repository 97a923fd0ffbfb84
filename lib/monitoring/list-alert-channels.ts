import type { Ctx } from '../context';
import type { AlertChannelKind, AlertMessageStatus } from '../generated/prisma/enums';
import { authorize } from '../permissions';

/** A channel as people may see it: its address and secret are known to nobody any more. */
export type ShownChannel = {
  id: number;
  kind: AlertChannelKind;
  name: string;
  locale: string;
  /** Host and last characters of its address. */
  hint: string;
  enabled: boolean;
  created_at: string;
  /** How the last message went. */
  last: { status: AlertMessageStatus; at: string; problem: string | null } | null;
};

/** Every channel that there is, the first one first. */
export async function listAlertChannels(ctx: Ctx): Promise<ShownChannel[]> {
  authorize(ctx, 'monitoring.view-alert-channels');
  const rows = await ctx.db.alertChannel.findMany({
    where: { deletedAt: null },
    orderBy: { id: 'asc' },
    select: {
      id: true,
      kind: true,
      name: true,
      locale: true,
      urlHint: true,
      enabled: true,
      createdAt: true,
      messages: {
        orderBy: { id: 'desc' },
        take: 1,
        select: { status: true, problem: true, sentAt: true, createdAt: true },
      },
    },
  });
  return rows.map(({ urlHint, createdAt, messages: [last], ...channel }) => ({
    ...channel,
    hint: urlHint,
    created_at: createdAt.toISOString(),
    last: last
      ? { status: last.status, problem: last.problem, at: (last.sentAt ?? last.createdAt).toISOString() }
      : null,
  }));
}
