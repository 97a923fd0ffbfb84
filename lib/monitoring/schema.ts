import { z } from 'zod';
import { filter, paging } from '../paging';
import { id, idParam, text } from '../text';

export const ListAlertsQuery = z.object({ ...paging, state: z.enum(['open', 'resolved']).default('open') });
export type ListAlertsQuery = z.output<typeof ListAlertsQuery>;

export const ResolveAlertInput = z.object({ alert_id: id() });
export type ResolveAlertInput = z.output<typeof ResolveAlertInput>;

export const MailsQuery = z.object({
  ...paging,
  /** The recipient's email as it is. */
  q: filter(text(254).toLowerCase()),
});
export type MailsQuery = z.output<typeof MailsQuery>;

export const MailParams = z.object({ id: idParam() });
export type MailParams = z.output<typeof MailParams>;

/** Whose mails: the asking distributor's own, those of one, or everybody's, both for an admin. */
export type WhoseMails = 'me' | number | 'all';
