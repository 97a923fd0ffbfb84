import { TechnicalError } from '../errors';

/** A refund that stands still until a person moves it: the work that needs it is tried again, and then calls one. */
export function notGivenBack({ refund_id, status }: { refund_id: number | null; status: string }) {
  return new TechnicalError(`refund ${refund_id} is ${status}`, { errorCode: 'REFUND_ERROR' });
}
