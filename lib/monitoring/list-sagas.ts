import type { z } from 'zod';
import type { Ctx } from '../context';
import type { SagaStatus } from '../generated/prisma/enums';
import { keyset, pageOf, type Page } from '../paging';
import { authorize } from '../permissions';
import { sagaWord, type ListSagasQuery, type SagaKind, type SagaStepName } from './schema';

export type ListedSaga = {
  id: number;
  kind: ReturnType<typeof sagaWord>;
  order_no: string;
  status: SagaStatus;
  /** The step at which it stands, or the last one it came to. */
  step: SagaStepName | null;
  done: number;
  steps: number;
  error_code: string | null;
  created_at: string;
  updated_at: string;
};

/** Work over several systems, newest first. */
export async function listSagas(
  ctx: Ctx,
  { status, kind, order_no, ...page }: z.output<typeof ListSagasQuery>,
): Promise<Page<ListedSaga>> {
  authorize(ctx, 'monitoring.view-sagas');
  const { where, ...order } = keyset(page);
  const rows = await ctx.db.saga.findMany({
    where: { ...where, kind, subject: order_no, status: status && (status.toUpperCase() as SagaStatus) },
    include: { steps: { orderBy: { seq: 'asc' }, select: { name: true, status: true } } },
    ...order,
  });
  return pageOf(rows, page, ({ id, kind: found, subject, status: stands, steps, ...saga }) => ({
    id,
    kind: sagaWord(found as SagaKind),
    order_no: subject,
    status: stands,
    step: (steps.find((one) => one.status !== 'DONE')?.name ??
      steps.at(-1)?.name ??
      null) as SagaStepName | null,
    done: steps.filter((one) => one.status === 'DONE').length,
    steps: steps.length,
    error_code: saga.errorCode,
    created_at: saga.createdAt.toISOString(),
    updated_at: saga.updatedAt.toISOString(),
  }));
}
