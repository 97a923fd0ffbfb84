import type { Ctx, Tx } from '../context';
import { ConflictError, ResourceNotFoundError } from '../errors';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { CODE_FIELDS, codeOf, type CodeRow } from './code-rows';
import type { Code, WhoseCodes } from './schema';
import { switchCodes } from './switch-codes';

/**
 * Disables one code, or lets it be redeemed again; one that is so already stays as it is.
 * @throws ResourceNotFoundError when it is not there or somebody else's
 * @throws ConflictError ORDER_ENDED when its order, cancelled or refunded, keeps it off
 */
// eslint-disable-next-line house/writes-authorise-and-audit -- switchCodes, which it calls, writes the audit row
export async function switchCode(
  ctx: Ctx,
  whose: WhoseCodes,
  { id, active }: { id: number; active: boolean },
): Promise<Code> {
  authorize(ctx, 'codes.switch-codes');
  const input = { whose, id, active };
  return inTransaction(ctx, (tx) => switchOne(tx, input), { verb: 'codes.switch-codes', input });
}

/** Inside the transaction, so that a refusal leaves nothing behind, not even the key it came under. */
async function switchOne(tx: Tx, { whose, id, active }: { whose: WhoseCodes; id: number; active: boolean }) {
  const [switched] = await switchCodes(tx, whose, { ids: [id], active });
  if (switched?.outcome === 'order_cancelled' || switched?.outcome === 'order_refunded')
    throw new ConflictError('the order keeps its codes off', { errorCode: 'ORDER_ENDED' });
  const [row] = await tx.db.$queryRaw<CodeRow[]>`
    SELECT ${CODE_FIELDS}, bought.order_no
    FROM redeem_codes AS code JOIN orders AS bought ON bought.id = code.order_id WHERE code.id = ${id}`;
  if (switched?.outcome === 'not_found' || !row) throw new ResourceNotFoundError('code', id);
  return codeOf(row);
}
