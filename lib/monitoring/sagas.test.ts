import { expect, test } from 'vitest';
import { cancelSaga } from '../codes/cancel-saga';
import { chargeSaga } from '../codes/charge-saga';
import { database } from '../db';
import { ConflictError, PermissionDeniedError, ResourceNotFoundError } from '../errors';
import type { SagaStepStatus } from '../generated/prisma/enums';
import { startSaga } from '../saga';
import { testCtx, userCtx } from '../testing/database';
import { createDistributor, createUser } from '../testing/factories';
import { inTransaction } from '../transaction';
import { getSaga } from './get-saga';
import { listSagas } from './list-sagas';
import { retrySaga } from './retry-saga';
import { ListSagasQuery } from './schema';
import { turnBackSaga } from './turn-back-saga';

let last = 0;
const orderNo = () => `ORD19990101${String((last += 1)).padStart(8, '0')}`;
const admin = async () => userCtx(await createUser({ role: 'ADMIN' }));

/** A saga whose steps stand as they are told. */
async function createSaga(
  kind: 'charge' | 'cancel',
  status: 'RUNNING' | 'STUCK' | 'DONE',
  ...steps: SagaStepStatus[]
) {
  const order_no = orderNo();
  const { saga_id: id } = await inTransaction(testCtx(), (tx) =>
    kind === 'charge'
      ? startSaga(tx, chargeSaga, order_no, { order_no, payment_id: 1, card: 'card_ok' })
      : startSaga(tx, cancelSaga, order_no, { order_no, order_id: 1 }),
  );
  await database().saga.update({ where: { id }, data: { status } });
  for (const [at, standing] of steps.entries())
    await database().sagaStep.update({
      where: { sagaId_seq: { sagaId: id, seq: at + 1 } },
      data: { status: standing, failures: 8 },
    });
  return { id, order_no };
}

const audits = (id: number) =>
  database().auditEntry.findMany({
    where: { entity: 'saga', entityId: String(id) },
    select: { action: true, after: true },
  });
const jobsOf = (id: number) =>
  database().$queryRaw<
    object[]
  >`SELECT FROM graphile_worker.jobs WHERE key = ${`saga:${id}`} AND run_at <= now()`;

test('a stuck one is carried on in the direction in which it went', async () => {
  const ctx = await admin();
  const forward = await createSaga('charge', 'STUCK', 'DONE', 'RUNNING');
  const backward = await createSaga('charge', 'STUCK', 'DONE', 'DONE', 'COMPENSATING', 'SKIPPED');
  await retrySaga(ctx, forward);
  await retrySaga(ctx, backward);
  expect(await getSaga(ctx, forward)).toMatchObject({
    status: 'RUNNING',
    steps: [{}, { failures: 0 }, {}, {}],
  });
  expect(await getSaga(ctx, backward)).toMatchObject({ status: 'COMPENSATING' });
  expect(await jobsOf(forward.id)).toHaveLength(1);
  expect(await audits(forward.id)).toMatchObject([
    { action: 'monitoring.retry-saga', after: { status: 'RUNNING' } },
  ]);
  await expect(retrySaga(ctx, forward)).rejects.toThrow(ConflictError);
});

test('one that was refused behind the point of no return is carried on, not turned back', async () => {
  const ctx = await admin();
  const { id } = await createSaga('cancel', 'STUCK', 'DONE', 'DONE', 'FAILED');
  expect(await getSaga(ctx, { id })).toMatchObject({ may_retry: true, may_turn_back: false });
  await expect(turnBackSaga(ctx, { id })).rejects.toThrow(ConflictError);
  await retrySaga(ctx, { id });
  expect(await getSaga(ctx, { id })).toMatchObject({ status: 'RUNNING', may_retry: false });
});

test('one that has done nothing final is turned back, once', async () => {
  const ctx = await admin();
  const { id } = await createSaga('charge', 'RUNNING', 'DONE', 'RUNNING');
  expect(await getSaga(ctx, { id })).toMatchObject({ may_turn_back: true });
  await turnBackSaga(ctx, { id });
  expect(await getSaga(ctx, { id })).toMatchObject({
    status: 'COMPENSATING',
    may_turn_back: false,
    steps: [{ status: 'DONE' }, { status: 'RUNNING' }, { status: 'SKIPPED' }, { status: 'SKIPPED' }],
  });
  expect(await audits(id)).toMatchObject([{ action: 'monitoring.turn-back-saga' }]);
  await expect(turnBackSaga(ctx, { id })).rejects.toThrow(ConflictError);
  const ended = await createSaga('charge', 'DONE', 'DONE', 'DONE', 'DONE', 'DONE');
  await expect(turnBackSaga(ctx, ended)).rejects.toThrow(ConflictError);
});

test('only admins move them; operators look, distributors do not', async () => {
  const { id } = await createSaga('charge', 'STUCK', 'DONE', 'RUNNING');
  const operator = userCtx(await createUser());
  const distributor = userCtx(await createDistributor());
  expect((await getSaga(operator, { id })).id).toBe(id);
  await expect(getSaga(distributor, { id })).rejects.toThrow(PermissionDeniedError);
  await expect(listSagas(distributor, ListSagasQuery.parse({}))).rejects.toThrow(PermissionDeniedError);
  for (const move of [retrySaga, turnBackSaga]) {
    await expect(move(operator, { id })).rejects.toThrow(PermissionDeniedError);
    await expect(move(distributor, { id })).rejects.toThrow(PermissionDeniedError);
    await expect(move(await admin(), { id: 2_000_000_000 })).rejects.toThrow(ResourceNotFoundError);
  }
  expect(await getSaga(operator, { id })).toMatchObject({ status: 'STUCK' });
});

test('the list says at which step they stand, newest first, and can be narrowed', async () => {
  const ctx = await admin();
  const first = await createSaga('charge', 'STUCK', 'DONE', 'RUNNING');
  const second = await createSaga('cancel', 'RUNNING', 'DONE', 'PENDING');
  const ids = async (query: object) =>
    (await listSagas(ctx, ListSagasQuery.parse(query))).items.map(({ id }) => id);
  const [newest, older] = (await listSagas(ctx, ListSagasQuery.parse({ limit: '2' }))).items;
  expect(newest).toMatchObject({ id: second.id, step: 'stop_codes', done: 1, steps: 3 });
  expect(older).toMatchObject({ id: first.id, step: 'charge', done: 1, steps: 4 });
  expect(await ids({ order_no: first.order_no })).toEqual([first.id]);
  expect(await ids({ kind: 'codes.cancel-and-refund', order_no: first.order_no })).toEqual([]);
  expect(await ids({ status: 'running', limit: '1' })).toEqual([second.id]);
});
