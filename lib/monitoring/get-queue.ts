import type { Ctx } from '../context';
import { authorize } from '../permissions';
import { queueFigures, type QueueFigures } from './queue-figures';

export { QUEUE_COUNTED } from './queue-figures';

/** How the queue of background jobs stands. */
export async function getQueue(ctx: Ctx): Promise<QueueFigures> {
  authorize(ctx, 'monitoring.view-jobs');
  return queueFigures(ctx);
}
