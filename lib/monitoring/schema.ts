import { z } from 'zod';
import { orderNo } from '../orders/schema';
import { filter, paging } from '../paging';
import { id, idParam, text } from '../text';
import { CHANNEL_KINDS, CHANNEL_LOCALES, SEVERITIES } from './shape';

export const ListAlertsQuery = z.object({ ...paging, state: z.enum(['open', 'resolved']).default('open') });
export type ListAlertsQuery = z.output<typeof ListAlertsQuery>;

export const ResolveAlertInput = z.object({ alert_id: id() });
export type ResolveAlertInput = z.output<typeof ResolveAlertInput>;

/** Which alerts a rule is about is its name; of a rule about errors, which errors it counts. */
const ruleName = () => text(80).regex(/^[a-z]+\.[a-z_]+$/);
const minutes = () => z.number().int().min(1).max(10_080);

/** What an admin sets of a rule. Numbers it does not have are null; a verb holds them to the bounds of the rule. */
const ruleTerms = {
  enabled: z.boolean(),
  threshold: z.number().int().min(1).max(1_000_000).nullable(),
  window_minutes: minutes().nullable(),
  repeat_minutes: minutes().min(5),
  severity: z.enum(SEVERITIES),
  /** Null: every channel, those to come included. */
  channel_ids: z.array(id()).max(100).nullable(),
};

export const ChangeRuleInput = z.object({
  rule: ruleName(),
  subject: text(80, 0),
  /** The version that was changed; 0: the defaults. */
  version: z.number().int().min(0),
  ...ruleTerms,
});
export type ChangeRuleInput = z.output<typeof ChangeRuleInput>;

export const CreateRuleInput = z.object({ subject: text(80), ...ruleTerms });
export type CreateRuleInput = z.output<typeof CreateRuleInput>;

export const RuleInput = z.object({ rule: ruleName(), subject: text(80, 0) });
export type RuleInput = z.output<typeof RuleInput>;

export const CreateChannelInput = z.object({
  kind: z.enum(CHANNEL_KINDS),
  name: text(80),
  locale: z.enum(CHANNEL_LOCALES),
  url: text(2_000),
  /** Of a DingTalk robot, the one it signs with. */
  secret: text(200).nullable(),
});
export type CreateChannelInput = z.output<typeof CreateChannelInput>;

export const ChannelInput = z.object({ channel_id: id() });
export type ChannelInput = z.output<typeof ChannelInput>;

export const SwitchChannelInput = ChannelInput.extend({ enabled: z.boolean() });
export type SwitchChannelInput = z.output<typeof SwitchChannelInput>;

export const MESSAGE_STATUSES = ['waiting', 'sent', 'failed'] as const;

export const ListMessagesQuery = z.object({
  ...paging,
  status: filter(z.enum(MESSAGE_STATUSES)),
  channel: filter(idParam()),
});
export type ListMessagesQuery = z.output<typeof ListMessagesQuery>;

export const AlertMessageJob = z.object({ message_id: id() });

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

/** Every kind of saga, by the name of its job. */
export const SAGA_KINDS = ['codes.charge-order', 'codes.cancel-and-refund'] as const;
export type SagaKind = (typeof SAGA_KINDS)[number];

const WORDS = { 'codes.charge-order': 'charge', 'codes.cancel-and-refund': 'cancel' } as const;

/** A kind under the key that its words have in the catalogues, where a dot would open a level. */
export function sagaWord(kind: SagaKind) {
  return WORDS[kind];
}

/** Every step of every kind, for the words by which people know them. */
export const SAGA_STEPS = ['order', 'charge', 'confirm', 'issue', 'cancel', 'stop_codes', 'refund'] as const;
export type SagaStepName = (typeof SAGA_STEPS)[number];

export const SAGA_STATES = ['running', 'compensating', 'stuck', 'done', 'compensated'] as const;

export const ListSagasQuery = z.object({
  ...paging,
  status: filter(z.enum(SAGA_STATES)),
  kind: filter(z.enum(SAGA_KINDS)),
  order_no: filter(orderNo),
});
export const SagaParams = z.object({ id: idParam() });
export const MoveSagaInput = z.object({ id: id() });

/** Whose mails: the asking distributor's own, those of one, or everybody's, both for an admin. */
export type WhoseMails = 'me' | number | 'all';

/** How long failures are kept, by the hour. */
export const ERRORS_KEPT_DAYS = 90;
const ERROR_LEVELS = ['error', 'warning'] as const;

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
