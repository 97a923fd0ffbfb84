import { beforeAll, expect, test } from 'vitest';
import { database } from '../db';
import { csvCells } from '../testing/csv-cells';
import { userCtx } from '../testing/database';
import { createUser } from '../testing/factories';
import { createPaidOrder } from '../testing/payment-events';
import { exportRefunds } from './export-refunds';
import { listToldRefunds } from './list-told-refunds';
import { rejectRefund } from './reject-refund';
import { requestRefund } from './request-refund';
import { ListRefundsQuery } from './schema';

type Cells = Record<string, string>;

let order: Awaited<ReturnType<typeof createPaidOrder>>;
let asker: Awaited<ReturnType<typeof createUser>>;
let second: typeof asker;
let operator: typeof asker;
/** One on its way and one that was refused by somebody else. */
let ids: number[];

beforeAll(async () => {
  order = await createPaidOrder({ price: '30000.00' });
  [asker, second] = [await createUser({ role: 'ADMIN' }), await createUser({ role: 'ADMIN' })];
  operator = await createUser({ role: 'OPERATOR' });
  const { payment_id } = order;
  const given = [
    { payment_id, amount: '1.00', reason: '=SUM(A1)' },
    { payment_id, amount: '15000.00', reason: 'too dear' },
  ];
  ids = [];
  for (const one of given) ids.push((await requestRefund(userCtx(asker), one)).refund_id);
  await rejectRefund(userCtx(second), { refund_id: ids[1]!, reason: '-1' });
}, 120_000);

async function linesOf(asked: object, person = operator) {
  return csvCells<Cells>(await exportRefunds(userCtx(person), ListRefundsQuery.parse(asked)));
}
const idsIn = async (asked: object) => (await linesOf(asked)).map(({ id }) => Number(id));

test('refunds are a file, newest first, with who asked and who refused; what people wrote is no formula', async () => {
  const lines = await linesOf({ order_no: order.order_no });
  expect(Object.keys(lines[0]!).join(',')).toMatch(/^id,payment_id,order_no,.*,updated_at,finished_at$/);
  expect(lines).toMatchObject([
    {
      id: String(ids[1]),
      status: 'rejected',
      amount: '15000.00',
      requested_by: `"${asker.name}"`,
      rejected_by: `"${second.name}"`,
      reject_reason: '"-1"',
    },
    {
      id: String(ids[0]),
      payment_id: String(order.payment_id),
      order_type: 'codes',
      order_status: 'confirmed',
      kind: 'order',
      status: 'processing',
      currency: 'CNY',
      reason: `"'=SUM(A1)"`,
      approved_by: '',
      unknown: 'false',
      finished_at: '',
    },
  ]);
});

test('the filters of the list are those of the file, in the words of pages and of the contract', async () => {
  const { order_no, payment_id } = order;
  expect(await idsIn({ payment_id })).toEqual([ids[1], ids[0]]);
  for (const status of ['REJECTED', 'rejected']) expect(await idsIn({ order_no, status })).toEqual([ids[1]]);
  expect(await idsIn({ order_no, status: 'succeeded' })).toEqual([]);
  expect(await idsIn({ order_no: 'ORD1999010100000001' })).toEqual([]);
  expect(ListRefundsQuery.safeParse({ status: 'Rejected' }).success).toBe(false);
});

test('callers read them with people by id and name, spelled as the contract spells', async () => {
  const page = await listToldRefunds(userCtx(operator), ListRefundsQuery.parse({ ...order, limit: 1 }));
  expect(page).toMatchObject({
    items: [
      { id: ids[1], kind: 'order', status: 'rejected', rejected_by: { id: second.id, name: second.name } },
    ],
    next_cursor: expect.any(String) as string,
  });
});

test('every refund once, however many pages they take', async () => {
  const { payment_id } = order;
  try {
    await database().$executeRaw`
      INSERT INTO refunds (payment_id, amount, kind, reason, status, idempotency_key, finished_at)
      SELECT payment_id, 1, kind, 'many', 'REJECTED', idempotency_key || '/' || n, now()
      FROM refunds CROSS JOIN generate_series(1, 5_000) AS n WHERE id = ${ids[0]}`;
    const found = await idsIn({ payment_id });
    expect(new Set(found).size).toBe(5_002);
    expect(found).toHaveLength(5_002);
  } finally {
    await database().refund.deleteMany({ where: { paymentId: payment_id, reason: 'many' } });
  }
});

test('who took it is written down; who may not see the list gets no file', async () => {
  const person = await createUser({ role: 'OPERATOR' });
  const query = ListRefundsQuery.parse({ order_no: order.order_no });
  const file = await exportRefunds(userCtx(person), query);
  expect(file.filename).toMatch(/^refunds-\d{4}-\d\d-\d\d\.csv$/);
  await csvCells(file);
  const audits = await database().auditEntry.findMany({ where: { userId: person.id } });
  expect(audits).toMatchObject([
    {
      action: 'payments.export-refunds',
      after: { filters: { order_no: order.order_no }, rows: 2, complete: true },
    },
  ]);
  const refused = { errorCode: 'PERMISSION_DENIED' };
  await expect(exportRefunds(userCtx(order.buyer), query)).rejects.toMatchObject(refused);
  await expect(listToldRefunds(userCtx(order.buyer), query)).rejects.toMatchObject(refused);
});
