import type { Ctx, Tx } from '../context';
import { ResourceNotFoundError } from '../errors';
import type { SagaStatus, SagaStepStatus } from '../generated/prisma/enums';
import { authorize, userIdOf } from '../permissions';
import type { WhoseMails } from './schema';

/** The condition on whose mails may be read; none: everybody's and the house's own. @throws PermissionDeniedError */
export function ownerOfMails(ctx: Ctx, whose: WhoseMails): { distributorId?: number } {
  authorize(ctx, whose === 'me' ? 'monitoring.view-own-mails' : 'monitoring.view-any-mails');
  if (whose === 'all') return {};
  return { distributorId: whose === 'me' ? userIdOf(ctx) : whose };
}

type LockedSaga = {
  id: number;
  kind: string;
  status: SagaStatus;
  steps: { name: string; seq: number; status: SagaStepStatus }[];
};

/** The saga as it stands, held until the transaction ends. @throws ResourceNotFoundError */
export async function lockSaga(tx: Tx, id: number): Promise<LockedSaga> {
  const [saga] = await tx.db.$queryRaw<Omit<LockedSaga, 'steps'>[]>`
    SELECT id, kind, status FROM sagas WHERE id = ${id} FOR NO KEY UPDATE`;
  if (!saga) throw new ResourceNotFoundError('saga', id);
  const steps = await tx.db.sagaStep.findMany({
    where: { sagaId: id },
    orderBy: { seq: 'asc' },
    select: { name: true, seq: true, status: true },
  });
  return { ...saga, steps };
}
