import type { Ctx } from '../context';
import { keyset, pageOf, type Page } from '../paging';
import { ownerOfMails } from './internal';
import type { MailsQuery, WhoseMails } from './schema';

export type ListedMail = { id: number; recipient: string; subject: string; created_at: string };

/** The mails that stayed in the outbox, newest first. */
export async function listMails(
  ctx: Ctx,
  whose: WhoseMails,
  { q, ...page }: MailsQuery,
): Promise<Page<ListedMail>> {
  const owner = ownerOfMails(ctx, whose);
  const { where, ...order } = keyset(page);
  const rows = await ctx.db.mail.findMany({
    where: { ...where, ...owner, recipient: q },
    select: { id: true, recipient: true, subject: true, createdAt: true },
    ...order,
  });
  return pageOf(rows, page, ({ createdAt, ...mail }) => ({ ...mail, created_at: createdAt.toISOString() }));
}
