import { recordAudit } from '../audit';
import { now } from '../clock';
import type { Ctx } from '../context';
import { ResourceNotFoundError } from '../errors';
import { authorize, userIdOf } from '../permissions';
import { inTransaction } from '../transaction';
import type { ResolveErrorInput } from './schema';

/** Somebody has mended it. When it comes again, it is open again. Resolving it twice is one resolution. */
export async function resolveError(
  ctx: Ctx,
  { error_id: id }: ResolveErrorInput,
): Promise<{ error_id: number }> {
  authorize(ctx, 'monitoring.resolve-error');
  const resolvedBy = userIdOf(ctx);
  return inTransaction(ctx, async (tx) => {
    const [resolved] = await tx.db.errorEvent.updateManyAndReturn({
      where: { id, resolvedAt: null },
      data: { resolvedAt: now(), resolvedBy },
      select: { errorCode: true, place: true },
    });
    if (resolved)
      await recordAudit(tx, {
        action: 'monitoring.resolve-error',
        entity: 'error',
        entityId: id,
        after: { error_code: resolved.errorCode, place: resolved.place },
      });
    else if (!(await tx.db.errorEvent.findUnique({ where: { id }, select: { id: true } })))
      throw new ResourceNotFoundError('error', id);
    return { error_id: id };
  });
}
