import { z } from 'zod';
import { id } from '../text';

/** What can be counted by day; the names are those of the contract. */
export const MEASURES = ['attempt', 'success', 'accepted'] as const;
export type MeasureName = (typeof MEASURES)[number];

/** Whose figures: the asking distributor's own, or for an admin those of any. */
export const WhoseFigures = z.union([z.literal('me'), id()]);
export type WhoseFigures = z.output<typeof WhoseFigures>;

export const SalesTrendQuery = z.object({
  days: z.coerce.number().int().min(1).max(365).default(30),
  measure: z.enum(MEASURES).default('attempt'),
});
export type SalesTrendQuery = z.output<typeof SalesTrendQuery>;
