import type { Ctx } from '../lib/context';
import { rebuildCounters } from '../lib/monitoring/rebuild-counters';
import { closeDays } from '../lib/reports/close-days';
import { seedBooks } from './seed-books';
import { closeShops, endTrial, seedBusiness } from './seed-business';
import { seedCustomers } from './seed-customers';
import { seedErrors } from './seed-errors';
import { seedJobs } from './seed-jobs';
import { seedLately, seedNow } from './seed-lately';
import { seedLeftToDo } from './seed-left-to-do';
import { seedMails } from './seed-mails';
import { seedOrders } from './seed-orders';
import { seedWebhooks } from './seed-webhooks';

/**
 * Fills an empty database with three months of a business. What is rare is done by the verbs that do it in earnest, and then put
 * back in time together with everything that tells of it; what is frequent is written in bulk, equal to what they would have written.
 * @throws Problem when there is anybody or anything in the database already
 */
export async function seedDemo(ctx: Ctx, password: string) {
  const business = await seedBusiness(ctx, password);
  await seedOrders(ctx, business);
  await endTrial(ctx, business);
  await seedCustomers(ctx, business);
  await seedMails(ctx);
  await closeShops(ctx, business);
  await seedLately(ctx, business, password);
  await seedWebhooks(ctx, business);
  await seedNow(ctx, business);
  await seedBooks(ctx);
  await rebuildCounters(ctx);
  await closeDays(ctx);
  await seedJobs(ctx);
  await seedErrors(ctx);
  await seedLeftToDo(ctx, business);
}
