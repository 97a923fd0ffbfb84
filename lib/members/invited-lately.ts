import { Prisma } from '../db';

/** SQL for the invitations that were written to an email within a day, whatever became of them: each was a mail. */
export function invitedLately(email: string) {
  return Prisma.sql`
    FROM invite_records AS lately WHERE lately.email = ${email} AND lately.created_at > now() - interval '24 hours'`;
}
