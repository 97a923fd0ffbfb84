import type { Ctx } from '../context';
import type { AlertMessageKind, AlertMessageStatus, AlertSeverity } from '../generated/prisma/enums';
import { keyset, pageOf, type Page } from '../paging';
import { authorize } from '../permissions';
import type { ListMessagesQuery } from './schema';

export type ShownMessage = {
  id: number;
  alert_id: number | null;
  channel: string;
  /** The language of its channel, in which it is written. */
  locale: string;
  kind: AlertMessageKind;
  severity: AlertSeverity;
  title: string;
  body: string;
  status: AlertMessageStatus;
  attempts: number;
  problem: string | null;
  created_at: string;
  sent_at: string | null;
  next_try_at: string | null;
};

/** What people outside were told, or could not be, newest first. */
export async function listAlertMessages(ctx: Ctx, query: ListMessagesQuery): Promise<Page<ShownMessage>> {
  authorize(ctx, 'monitoring.view-alert-channels');
  const { status, channel, ...page } = query;
  const { where, ...order } = keyset(page);
  const rows = await ctx.db.alertMessage.findMany({
    where: {
      ...where,
      channelId: channel,
      status: status && (status.toUpperCase() as AlertMessageStatus),
    },
    ...order,
    include: { channel: { select: { name: true, locale: true } } },
  });
  return pageOf(rows, page, (message) => ({
    id: message.id,
    alert_id: message.alertId,
    channel: message.channel.name,
    locale: message.channel.locale,
    kind: message.kind,
    severity: message.severity,
    title: message.title,
    body: message.body,
    status: message.status,
    attempts: message.attempts,
    problem: message.problem,
    created_at: message.createdAt.toISOString(),
    sent_at: message.sentAt?.toISOString() ?? null,
    next_try_at: message.nextTryAt?.toISOString() ?? null,
  }));
}
