import type { Ctx } from '../context';
import { authorize, userIdOf } from '../permissions';
import type { WhoseMails } from './schema';

/** The condition on whose mails may be read; none: everybody's and the house's own. @throws PermissionDeniedError */
export function ownerOfMails(ctx: Ctx, whose: WhoseMails): { distributorId?: number } {
  authorize(ctx, whose === 'me' ? 'monitoring.view-own-mails' : 'monitoring.view-any-mails');
  if (whose === 'all') return {};
  return { distributorId: whose === 'me' ? userIdOf(ctx) : whose };
}
