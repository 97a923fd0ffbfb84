import type { Ctx } from '../context';
import { ResourceNotFoundError } from '../errors';
import { partsOf, type MailPart } from '../mail-html';
import { ownerOfMails } from './internal';
import type { ListedMail } from './list-mails';
import type { MailParams, WhoseMails } from './schema';

export type WholeMail = ListedMail & { parts: MailPart[] };

/**
 * A mail of the outbox as it was written, its links told apart.
 * @throws ResourceNotFoundError also when it is somebody else's
 */
export async function getMail(ctx: Ctx, whose: WhoseMails, { id }: MailParams): Promise<WholeMail> {
  const owner = ownerOfMails(ctx, whose);
  const found = await ctx.db.mail.findFirst({
    where: { id, ...owner },
    select: { id: true, recipient: true, subject: true, body: true, createdAt: true },
  });
  if (!found) throw new ResourceNotFoundError('mail', id);
  const { body, createdAt, ...mail } = found;
  return { ...mail, created_at: createdAt.toISOString(), parts: partsOf(body) };
}
