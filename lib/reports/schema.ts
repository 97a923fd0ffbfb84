import { z } from 'zod';
import type { InviteStatus } from '../generated/prisma/enums';
import { paging } from '../paging';
import { idParam } from '../text';

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
