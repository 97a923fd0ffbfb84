import type { Ctx } from '../context';
import { authorize } from '../permissions';
import { enabledProviders, type Way } from './payment-providers';

/** `charged`: a card is charged at once; for the others the payer goes to a page. */
export type WayToPay = Way & { charged: boolean };

/** How an order in this currency can be paid here, the usual way first. */
export function listWaysToPay(ctx: Ctx, { currency }: { currency: string }): WayToPay[] {
  authorize(ctx, 'payments.create-payment');
  return enabledProviders(currency).flatMap(({ name, methods, charged = [] }) =>
    methods.map((method) => ({ provider: name, method, charged: charged.includes(method) })),
  );
}
