import { beforeAll, expect, test } from 'vitest';
import { database } from '../db';
import { csvCells } from '../testing/csv-cells';
import { userCtx } from '../testing/database';
import { createDistributor, createIssuedCodes, createUser } from '../testing/factories';
import { createUnpaidOrder } from '../testing/payment-events';
import { exportAnyCodeOrders } from './export-any-code-orders';
import { exportCodeOrders } from './export-code-orders';
import { listAnyCodeOrders } from './list-any-code-orders';
import { AnyCodeOrdersQuery, CodeOrdersQuery } from './schema';

type Cells = Record<string, string>;

let owner: Awaited<ReturnType<typeof createDistributor>>;
let issued: Awaited<ReturnType<typeof createIssuedCodes>>;
let open: Awaited<ReturnType<typeof createUnpaidOrder>>;

beforeAll(async () => {
  owner = await createDistributor();
  issued = await createIssuedCodes(owner.id, { count: 2 });
  open = await createUnpaidOrder();
});

async function linesOf(asked: object, role: 'ADMIN' | 'OPERATOR' = 'OPERATOR') {
  const ctx = userCtx(await createUser({ role }));
  return csvCells<Cells>(await exportAnyCodeOrders(ctx, AnyCodeOrdersQuery.parse(asked)));
}

test('everybody’s orders are a file, with who bought them', async () => {
  const lines = await linesOf({}, 'ADMIN');
  const numbers = lines.map(({ order_no }) => order_no);
  expect(numbers.indexOf(open.order_no)).toBeGreaterThanOrEqual(0);
  expect(numbers.indexOf(open.order_no)).toBeLessThan(numbers.indexOf(issued.order.orderNo));
  const line = lines.find(({ order_no }) => order_no === issued.order.orderNo)!;
  expect(Object.keys(line).join(',')).toMatch(
    /^order_no,status,.*,cancel_reason,buyer_id,buyer,buyer_email$/,
  );
  expect(line).toMatchObject({
    status: 'completed',
    payment_status: 'paid',
    delivered_count: '2',
    total_amount: '99.90',
    buyer_id: String(owner.id),
    buyer: `"${owner.name}"`,
    buyer_email: `"${owner.email}"`,
  });
});

test('the file says what the list says, in every state an order can be in', async () => {
  const expired = await createIssuedCodes((await createDistributor()).id, {
    expires_at: new Date('2026-01-02T03:04:05.678Z'),
  });
  const where = { id: expired.order.id };
  await database().order.update({
    where,
    data: { fulfillmentError: 'CODES_NOT_UNIQUE', cancelReason: 'wrong plan', expiresAt: new Date() },
  });
  for (const order_no of [expired.order.orderNo, issued.order.orderNo, open.order_no]) {
    const query = AnyCodeOrdersQuery.parse({ order_no });
    const [listed] = (await listAnyCodeOrders(userCtx(await createUser()), query)).items;
    const { buyer, ...order } = listed!;
    const said = { ...order, buyer_id: buyer.id, buyer: buyer.name, buyer_email: buyer.email };
    const [line] = await linesOf({ order_no });
    const unquoted = Object.entries(line!).map(([name, cell]) => [name, cell.replaceAll('"', '')]);
    expect(unquoted).toEqual(Object.entries(said).map(([name, value]) => [name, String(value ?? '')]));
  }
});

test.each([
  ['buyer', () => ({ email: owner.email }), () => ({ email: open.buyer.email })],
  ['number', () => ({ order_no: issued.order.orderNo }), () => ({ order_no: open.order_no })],
  ['status', () => ({ status: 'completed' }), () => ({ status: 'pending' })],
  ['payment', () => ({ payment_status: 'paid' }), () => ({ payment_status: 'unpaid' })],
  ['issue', () => ({ fulfillment_status: 'completed' }), () => ({ fulfillment_status: 'pending' })],
])('the file can be narrowed down by %s', async (_, found, missed) => {
  const numbers = async (asked: object) => (await linesOf(asked)).map(({ order_no }) => order_no);
  expect(await numbers(found())).toContain(issued.order.orderNo);
  expect(await numbers(missed())).not.toContain(issued.order.orderNo);
});

test('what somebody is called is no formula', async () => {
  const person = await createDistributor();
  await createIssuedCodes(person.id);
  await database().user.update({ where: { id: person.id }, data: { name: '=1+1' } });
  expect(await linesOf({ email: person.email })).toMatchObject([{ buyer: `"'=1+1"` }]);
});

test('every order once, however many pages they take', async () => {
  const person = await createDistributor();
  const { order } = await createIssuedCodes(person.id);
  const copied = `${order.orderNo}/`;
  try {
    await database().$executeRaw`
      INSERT INTO orders (order_no, type, status, buyer_user_id, created_by, plan_id, quantity, total_amount, currency,
        expected_count, code_max_uses, cancelled_at)
      SELECT ${copied} || n, type, 'CANCELLED', buyer_user_id, created_by, plan_id, quantity, total_amount, currency,
        expected_count, code_max_uses, now()
      FROM orders CROSS JOIN generate_series(1, 5_000) AS n WHERE id = ${order.id}`;
    const lines = await linesOf({ email: person.email });
    expect(new Set(lines.map(({ order_no }) => order_no)).size).toBe(5_001);
    expect(lines).toHaveLength(5_001);
  } finally {
    await database().order.deleteMany({ where: { orderNo: { startsWith: copied } } });
  }
});

test('who took it is written down; who may not see the list gets no file', async () => {
  const operator = await createUser({ role: 'OPERATOR' });
  const query = AnyCodeOrdersQuery.parse({ email: owner.email });
  const file = await exportAnyCodeOrders(userCtx(operator), query);
  expect(file.filename).toMatch(/^code-orders-\d{4}-\d\d-\d\d\.csv$/);
  await csvCells(file);
  const audits = await database().auditEntry.findMany({ where: { userId: operator.id } });
  expect(audits).toMatchObject([
    {
      action: 'codes.export-any-code-orders',
      after: { filters: { email: owner.email }, rows: 1, complete: true },
    },
  ]);
  await expect(exportAnyCodeOrders(userCtx(owner), query)).rejects.toMatchObject({
    errorCode: 'PERMISSION_DENIED',
  });
});

test('staff take the file of one distributor, too; distributors only their own', async () => {
  const query = CodeOrdersQuery.parse({});
  for (const role of ['ADMIN', 'OPERATOR'] as const) {
    const lines = await csvCells<Cells>(
      await exportCodeOrders(userCtx(await createUser({ role })), owner.id, query),
    );
    expect(lines.map(({ order_no }) => order_no)).toEqual([issued.order.orderNo]);
  }
  const refused = { errorCode: 'PERMISSION_DENIED' };
  await expect(exportCodeOrders(userCtx(open.buyer), owner.id, query)).rejects.toMatchObject(refused);
});
