import { expect, test } from 'vitest';
import { testCtx, userCtx } from '../testing/database';
import { createUser } from '../testing/factories';
import { createPaidOrder } from '../testing/payment-events';
import { listRefunds } from './list-refunds';
import { rejectRefund } from './reject-refund';
import { requestRefund } from './request-refund';
import { ListRefundsQuery } from './schema';

const staff = (role: 'ADMIN' | 'OPERATOR') => createUser({ role });

/** Refunds of these amounts of one order; what is above the limit waits for somebody else. */
async function refundsOf(...amounts: string[]) {
  const order = await createPaidOrder({ price: '30000.00' });
  const asker = await staff('ADMIN');
  const ids: number[] = [];
  for (const amount of amounts) {
    const input = { payment_id: order.payment_id, reason: `give ${amount}`, amount };
    ids.push((await requestRefund(userCtx(asker), input)).refund_id);
  }
  return { ...order, asker, ids };
}

test('refunds are listed newest first, with who asked, who said no and why', async () => {
  const { ids, order_no, payment_id, asker } = await refundsOf('1.00', '15000.00');
  const second = await staff('ADMIN');
  await rejectRefund(userCtx(second), { refund_id: ids[1]!, reason: 'too much' });
  const operator = userCtx(await staff('OPERATOR'));
  const { items } = await listRefunds(operator, ListRefundsQuery.parse({ order_no }));
  expect(items).toMatchObject([
    {
      id: ids[1],
      status: 'REJECTED',
      amount: '15000.00',
      rejected_by: { id: second.id, name: second.name },
      reject_reason: 'too much',
    },
    {
      id: ids[0],
      payment_id,
      order_no,
      status: 'PROCESSING',
      kind: 'ORDER',
      amount: '1.00',
      currency: 'CNY',
      reason: 'give 1.00',
      requested_by: { id: asker.id, name: asker.name },
      approved_by: null,
      unknown: false,
      finished_at: null,
    },
  ]);
});

test('what is asked for narrows the list, and pages follow each other', async () => {
  const { ids, order_no, payment_id } = await refundsOf('1.00', '2.00', '3.00', '15000.00');
  const ctx = userCtx(await staff('ADMIN'));
  const ask = async (query: object) => {
    const page = await listRefunds(ctx, ListRefundsQuery.parse(query));
    return { ...page, ids: page.items.map(({ id }) => id) };
  };
  expect((await ask({ order_no, status: 'AWAITING_APPROVAL' })).ids).toEqual([ids[3]]);
  const first = await ask({ payment_id, limit: '3' });
  expect(first.ids).toEqual([ids[3], ids[2], ids[1]]);
  const next = await ask({ payment_id, limit: '3', cursor: first.next_cursor });
  expect([next.ids, next.next_cursor]).toEqual([[ids[0]], null]);
});

test('refunds are the house’s own affair', async () => {
  const query = ListRefundsQuery.parse({});
  const distributor = userCtx(await createUser({ role: 'DISTRIBUTOR' }));
  await expect(listRefunds(distributor, query)).rejects.toMatchObject({ errorCode: 'PERMISSION_DENIED' });
  const nobody = testCtx({ kind: 'public', ip: '::1' });
  await expect(listRefunds(nobody, query)).rejects.toMatchObject({ errorCode: 'UNAUTHENTICATED' });
});
