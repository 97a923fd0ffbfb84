import { z } from 'zod';
import { orderNo } from '../orders/schema';
import {
  EventOutcome,
  EventSource,
  EventVerdict,
  PaymentPurpose,
  PaymentStatus,
  RefundStatus,
} from '../generated/prisma/enums';
import { filter, paging } from '../paging';
import { amount, id, idParam, MAX_ID, text } from '../text';

export const ProviderParams = z.object({ provider: z.string().regex(/^[a-z]{1,40}$/) });

/** How an order is to be paid; left to us when nobody says. */
export const CreatePaymentInput = z.object({
  provider: z
    .string()
    .regex(/^[a-z]{1,40}$/)
    .optional(),
  method: z
    .string()
    .regex(/^[a-z_]{1,40}$/)
    .optional(),
});

/** What a provider does wrong when it tells of a payment, or somebody in its name. */
export const TELLING_FAULTS = ['duplicate', 'reorder', 'wrong_amount', 'wrong_signature'] as const;
export type TellingFault = (typeof TELLING_FAULTS)[number];

const PLAYS = ['pay', 'decline', 'pay_twice', 'pay_late', ...TELLING_FAULTS] as const;
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

/** `late`: the answer was asked for that many seconds from then. `told`: what was just told wrongly. */
export const SandboxPageSearch = z.object({
  late: z.coerce.number().int().min(1).max(LONGEST_DELAY_SECONDS).optional().catch(undefined),
  told: z.enum(TELLING_FAULTS).optional().catch(undefined),
});

const REASON_LENGTH = 500;

const refundReason = () => text(REASON_LENGTH);

/** Some money, not nothing. */
const refundAmount = () => amount().refine((value) => Number(value) > 0, 'amount');

export const RequestRefundInput = z.object({
  payment_id: id(),
  reason: refundReason(),
  /** Left out: all that is left of the payment. */
  amount: refundAmount().optional(),
});
export type RequestRefundInput = z.output<typeof RequestRefundInput>;

export const RefundBody = RequestRefundInput.omit({ payment_id: true });

/** The place in the address that another route fills with the name of a provider; here it is the number of a payment. */
export const RefundParams = z
  .object({ provider: idParam() })
  .transform(({ provider }) => ({ payment_id: provider }));

export const PreviewRefundInput = RequestRefundInput.omit({ reason: true });
export type PreviewRefundInput = z.output<typeof PreviewRefundInput>;

export const RefundInput = z.object({ refund_id: id() });
export type RefundInput = z.output<typeof RefundInput>;

export const RejectRefundInput = z.object({ refund_id: id(), reason: refundReason() });
export type RejectRefundInput = z.output<typeof RejectRefundInput>;

/** A choice of the database's words, in the lower case of the contract. */
const oneOf = <V extends string>(values: Record<string, V>) =>
  z.enum(Object.values(values).map((value) => value.toLowerCase() as Lowercase<V>));

/** As pages have it in their addresses, or as the contract spells it. */
const refundStatus = z
  .enum(RefundStatus)
  .or(oneOf(RefundStatus).transform((status) => status.toUpperCase() as RefundStatus));

export const ListRefundsQuery = z.object({
  ...paging,
  status: filter(refundStatus),
  order_no: filter(orderNo),
  payment_id: filter(z.coerce.number().pipe(id())),
});
export type ListRefundsQuery = z.output<typeof ListRefundsQuery>;

/** A business day. */
// Years of four digits compare as text, and PostgreSQL knows them all.
const day = z.iso.date().refine((date) => date >= '1970-01-01', { error: 'is before all books' });

/** The number of an order, or how it begins: with a whole day at least, so that what is found is bounded. */
const orderNoBeginning = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^ORD\d{8,16}$/);

/** Every provider there is, switched on or not. */
export const PROVIDERS = ['sandbox', 'stripe', 'alipay'] as const;
const provider = z.enum(PROVIDERS);

export const PaymentsQuery = z.object({
  ...paging,
  status: filter(oneOf(PaymentStatus)),
  provider: filter(provider),
  purpose: filter(oneOf(PaymentPurpose)),
  order_no: filter(orderNoBeginning),
  /** The days on which an attempt was begun; both are among them. */
  from: filter(day),
  to: filter(day),
});
export type PaymentsQuery = z.output<typeof PaymentsQuery>;

export const PaymentParams = z.object({ id: idParam() });
export type PaymentParams = z.output<typeof PaymentParams>;

export const EventsQuery = z.object({
  ...paging,
  provider: filter(provider),
  verdict: filter(oneOf(EventVerdict)),
  /** "waiting": it has none yet. */
  outcome: filter(oneOf({ ...EventOutcome, WAITING: 'WAITING' })),
  source: filter(oneOf(EventSource)),
  order_no: filter(orderNoBeginning),
  from: filter(day),
  to: filter(day),
});
export type EventsQuery = z.output<typeof EventsQuery>;

export const EventParams = z.object({ id: idParam() });
export type EventParams = z.output<typeof EventParams>;

export const ReplayEventInput = z.object({ event_id: z.number().int().min(1).max(MAX_ID) });
export type ReplayEventInput = z.output<typeof ReplayEventInput>;

export const ComparisonsQuery = z.object({ ...paging, day: filter(day) });
export type ComparisonsQuery = z.output<typeof ComparisonsQuery>;

export const ComparisonQuery = z.object(paging);
export const ComparisonParams = z.object({ id: idParam() });

export const RequestComparisonInput = z.object({ day });
export type RequestComparisonInput = z.output<typeof RequestComparisonInput>;
