import { z } from 'zod';
import { amount, id, text } from '../text';

export const CreateDistributorInput = z.object({
  user_id: id(),
  /** Names the distributor in addresses. */
  slug: text(60).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  /** What is owed for one accepted invitation. */
  unit_price: amount(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default('CNY'),
});
export type CreateDistributorInput = z.output<typeof CreateDistributorInput>;
