import { z } from 'zod';
import type { Ctx } from '../context';
import { orderNo } from '../orders/schema';

/** What a job is about: a thing that has a page, or a person. */
export type JobSubject =
  | { kind: 'order'; order_no: string }
  | { kind: 'invitation'; id: number; email: string }
  | { kind: 'delivery'; id: number; distributor_id: number; host: string }
  | { kind: 'person'; email: string };

const id = z.number().int().positive().max(2_147_483_647).optional().catch(undefined);

/** What the payloads of all tasks may name. */
const Named = z
  .object({
    order_id: id,
    // Payloads may be anybody's: what is no number of an order would be a link to elsewhere.
    order_no: orderNo.optional().catch(undefined),
    payment_id: id,
    saga_id: id,
    invitation_id: id,
    member_id: id,
    delivery_id: id,
    email: z.string().max(254).optional().catch(undefined),
  })
  .catch({});
type Named = z.output<typeof Named>;

/** Finds what jobs are about, one question for each kind of thing however many jobs ask. */
export async function jobSubjects({ db }: Ctx, payloads: unknown[]): Promise<(JobSubject | null)[]> {
  const named = payloads.map((payload) => Named.parse(payload));
  const idsOf = (
    key: 'order_id' | 'payment_id' | 'saga_id' | 'invitation_id' | 'member_id' | 'delivery_id',
  ) => [...new Set(named.flatMap((one) => one[key] ?? []))];
  const [orders, payments, sagas, invitations, members, deliveries] = await Promise.all([
    db.$queryRaw<{ id: number; order_no: string }[]>`
      SELECT id, order_no FROM orders WHERE id = ANY(${idsOf('order_id')}::int[])`,
    db.$queryRaw<{ id: number; order_no: string }[]>`
      SELECT payment.id, bought.order_no FROM payments AS payment JOIN orders AS bought ON bought.id = payment.order_id
      WHERE payment.id = ANY(${idsOf('payment_id')}::int[])`,
    db.$queryRaw<{ id: number; order_no: string }[]>`
      SELECT id, subject AS order_no FROM sagas WHERE id = ANY(${idsOf('saga_id')}::int[])`,
    db.$queryRaw<{ id: number; email: string }[]>`
      SELECT id, email FROM invite_records WHERE id = ANY(${idsOf('invitation_id')}::int[])`,
    db.$queryRaw<{ id: number; invitation_id: number; email: string }[]>`
      SELECT id, invite_record_id AS invitation_id, email FROM team_members WHERE id = ANY(${idsOf('member_id')}::int[])`,
    db.$queryRaw<{ id: number; distributor_id: number; url: string }[]>`
      SELECT delivery.id, delivery.distributor_id, endpoint.url
      FROM webhook_deliveries AS delivery JOIN webhook_endpoints AS endpoint ON endpoint.id = delivery.endpoint_id
      WHERE delivery.id = ANY(${idsOf('delivery_id')}::int[])`,
  ]);
  const orderNos = new Map(orders.map((order) => [order.id, order.order_no]));
  const paid = new Map(payments.map((payment) => [payment.id, payment.order_no]));
  const begun = new Map(sagas.map((saga) => [saga.id, saga.order_no]));
  const invited = new Map(invitations.map((invitation) => [invitation.id, invitation]));
  const joined = new Map(members.map((member) => [member.id, member]));
  const told = new Map(deliveries.map((delivery) => [delivery.id, delivery]));
  return named.map((one) => {
    const number =
      one.order_no ??
      orderNos.get(one.order_id ?? 0) ??
      paid.get(one.payment_id ?? 0) ??
      begun.get(one.saga_id ?? 0);
    if (number) return { kind: 'order', order_no: number };
    const member = joined.get(one.member_id ?? 0);
    if (member) return { kind: 'invitation', id: member.invitation_id, email: member.email };
    const invitation = invited.get(one.invitation_id ?? 0);
    if (invitation) return { kind: 'invitation', ...invitation };
    const delivery = told.get(one.delivery_id ?? 0);
    if (delivery) {
      const { id: delivery_id, distributor_id, url } = delivery;
      return { kind: 'delivery', id: delivery_id, distributor_id, host: new URL(url).host };
    }
    return one.email ? { kind: 'person', email: one.email } : null;
  });
}
