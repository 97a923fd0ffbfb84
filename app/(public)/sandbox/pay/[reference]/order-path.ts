import type { Actor } from '@/lib/context';

/** Where this person follows an order; people who are not signed in are asked to there. */
export function orderPath(actor: Actor, orderNo: string) {
  const isStaff = actor.kind === 'user' && actor.role !== 'DISTRIBUTOR';
  return `${isStaff ? '/admin' : ''}/orders/${orderNo}`;
}
