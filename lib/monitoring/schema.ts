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

const task = () => text(128);

/** What becomes of a job: at work, due and waiting for a worker, put off until later, or given up until somebody retries it. */
export const JOB_STATES = ['running', 'due', 'scheduled', 'failed'] as const;
export type JobState = (typeof JOB_STATES)[number];

export const ListJobsQuery = z.object({
  ...paging,
  state: filter(z.enum(JOB_STATES)),
  task: filter(task()),
});
export type ListJobsQuery = z.output<typeof ListJobsQuery>;

export const RetryJobInput = z.object({ job_id: id() });
export type RetryJobInput = z.output<typeof RetryJobInput>;

export const RetryFailedJobsInput = z.object({ task: task() });
export type RetryFailedJobsInput = z.output<typeof RetryFailedJobsInput>;

/** Business days up to today, which is one of them. */
export const JobStatsQuery = z.object({
  days: z.coerce.number().int().min(1).max(365).default(30),
  /** What the days are of; all tasks without it. */
  task: filter(task()),
  show: z.enum(['runs', 'success']).default('runs'),
});
export type JobStatsQuery = Pick<z.output<typeof JobStatsQuery>, 'days' | 'task'>;

/** Whose mails: the asking distributor's own, those of one, or everybody's, both for an admin. */
export type WhoseMails = 'me' | number | 'all';

/** How long failures are kept, by the hour. */
export const ERRORS_KEPT_DAYS = 90;
export const ERROR_LEVELS = ['error', 'warning'] as const;

/** Days back from now, and what the failures are narrowed to. */
export const ErrorsQuery = z.object({
  days: z.coerce.number().int().min(1).max(ERRORS_KEPT_DAYS).default(7),
  level: filter(z.enum(ERROR_LEVELS)),
  code: filter(text(80)),
  place: filter(text(160)),
  state: filter(z.enum(['open', 'resolved'])),
});
export type ErrorsQuery = z.output<typeof ErrorsQuery>;

export const ErrorParams = z.object({ id: idParam() });
export type ErrorParams = z.output<typeof ErrorParams>;

export const ResolveErrorInput = z.object({ error_id: id() });
export type ResolveErrorInput = z.output<typeof ResolveErrorInput>;
