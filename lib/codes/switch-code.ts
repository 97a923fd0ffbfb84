import type { Ctx } from '../context';
import { ConflictError, ResourceNotFoundError } from '../errors';
import { authorize } from '../permissions';
import { CODE_FIELDS, codeOf, type CodeRow } from './code-rows';
import type { Code, WhoseCodes } from './schema';
import { switchCodes } from './switch-codes';

/**
 * Disables one code, or lets it be redeemed again; one that is so already stays as it is.
 * @throws ResourceNotFoundError when it is not there or somebody else's
 * @throws ConflictError ORDER_ENDED when its order, cancelled or refunded, keeps it off
 */
export async function switchCode(
  ctx: Ctx,
  whose: WhoseCodes,
  { id, active }: { id: number; active: boolean },
): Promise<Code> {
  authorize(ctx, 'codes.switch-codes');
  const [switched] = await switchCodes(ctx, whose, { ids: [id], active });
  if (switched?.outcome === 'order_cancelled' || switched?.outcome === 'order_refunded')
    throw new ConflictError('the order keeps its codes off', { errorCode: 'ORDER_ENDED' });
  const [row] = await ctx.db.$queryRaw<CodeRow[]>`
    SELECT ${CODE_FIELDS}, bought.order_no
    FROM redeem_codes AS code JOIN orders AS bought ON bought.id = code.order_id WHERE code.id = ${id}`;
  if (switched?.outcome === 'not_found' || !row) throw new ResourceNotFoundError('code', id);
  return codeOf(row);
}
