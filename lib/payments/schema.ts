import { z } from 'zod';

export const ProviderParams = z.object({ provider: z.string().regex(/^[a-z]{1,40}$/) });

const PLAYS = ['pay', 'decline', 'pay_twice', 'pay_late'] as const;
export const LONGEST_DELAY_SECONDS = 3_600;

/** The name of a pay page; whoever knows it may pay. */
const paymentReference = z.string().regex(/^[\w-]{32}$/);

export const PlaySandboxInput = z.object({
  reference: paymentReference,
  play: z.enum(PLAYS),
  /** How late "pay_late" is. */
  delay_seconds: z.coerce.number().int().min(1).max(LONGEST_DELAY_SECONDS).default(60),
});

export const SandboxPageParams = z.object({ reference: paymentReference });

/** `late`: the answer was asked for that many seconds from then. */
export const SandboxPageSearch = z.object({
  late: z.coerce.number().int().min(1).max(LONGEST_DELAY_SECONDS).optional().catch(undefined),
});
