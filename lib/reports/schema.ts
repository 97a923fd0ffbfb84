import { z } from 'zod';
import { idParam } from '../text';

/** What can be counted by day; the names are those of the contract. */
export const MEASURES = ['attempt', 'success', 'accepted'] as const;
export type MeasureName = (typeof MEASURES)[number];

/** Whose figures: the asking distributor's own, or those of any for an admin. */
export type WhoseFigures = 'me' | number;

export const DistributorParams = z.object({ id: idParam() });

export const SalesTrendQuery = z.object({
  days: z.coerce.number().int().min(1).max(365).default(30),
  measure: z.enum(MEASURES).default('attempt'),
});
export type SalesTrendQuery = z.output<typeof SalesTrendQuery>;
