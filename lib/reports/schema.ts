import { z } from 'zod';
import type { CodeState } from '../codes/schema';
import type { UserState } from '../accounts/schema';
import type { InviteStatus, OrderStatus } from '../generated/prisma/enums';
import type { MemberState } from '../members/schema';
import { filter, paging } from '../paging';
import { idParam, text } from '../text';

/** What can be counted by day; the names are those of the contract. */
export const MEASURES = ['attempt', 'success', 'accepted'] as const;
export type MeasureName = (typeof MEASURES)[number];

/** Whose figures: the asking distributor's own, or those of any for an admin. */
export type WhoseFigures = 'me' | number;

export const DistributorParams = z.object({ id: idParam() });

/** Business days up to today, which is one of them. */
const days = z.coerce.number().int().min(1).max(365).default(30);

export const SalesTrendQuery = z.object({
  days,
  measure: z.enum(MEASURES).default('attempt'),
});
export type SalesTrendQuery = z.output<typeof SalesTrendQuery>;

export const SalesQuery = z.object(paging);

export type Sale = {
  /** Of the invitation. */
  id: number;
  email: string;
  code: string;
  order_no: string;
  plan_name: string;
  status: Lowercase<InviteStatus>;
  created_at: string;
  sent_at: string | null;
  accepted_at: string | null;
};

export const PlanSalesQuery = z.object({ days });

/** The beginning of a number, a code or a name, or an email as it is. */
export const FindQuery = z.object({ q: text(254) });
export type FindQuery = z.output<typeof FindQuery>;

/** One thing that was looked for, with what its link and its line need. */
export type Found =
  | { kind: 'order'; order_no: string; buyer: string; plan_name: string; status: Lowercase<OrderStatus> }
  | { kind: 'code'; code: string; order_no: string; distributor_id: number; state: CodeState }
  | { kind: 'member'; id: number; email: string; distributor: string; state: MemberState }
  | { kind: 'distributor' | 'user'; id: number; name: string; email: string; state: UserState };

export const OverviewQuery = z.object({
  days,
  /** What the main chart shows: orders, or the revenue of a currency. */
  show: filter(text(10)),
});
export type OverviewQuery = z.output<typeof OverviewQuery>;
