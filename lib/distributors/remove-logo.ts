import type { z } from 'zod';
import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { ResourceNotFoundError } from '../errors';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { distributorIdOf } from './internal';
import type { RemoveLogoInput } from './schema';

/** Takes the logo away; without one there is nothing to do. @throws ResourceNotFoundError */
export async function removeLogo(ctx: Ctx, { whose }: z.output<typeof RemoveLogoInput>) {
  authorize(ctx, 'distributors.remove-logo');
  const userId = distributorIdOf(ctx, whose);
  return inTransaction(ctx, async (tx) => {
    const { count } = await tx.db.distributor.updateMany({
      where: { userId },
      data: { logo: null, logoType: null },
    });
    if (count === 0) throw new ResourceNotFoundError('distributor', userId);
    await recordAudit(tx, {
      action: 'distributors.remove-logo',
      entity: 'distributor',
      entityId: userId,
      after: { type: null },
    });
    return { type: null };
  });
}
