import { defineJob } from '../queue';
import { defineSagaJob } from '../saga';
import { CancelSagaInput, IssueJob } from './schema';

export const issueCodesJob = defineJob('codes.issue-codes', IssueJob);
export const disableUnusedCodesJob = defineJob('codes.disable-unused-codes', IssueJob);

/** A card is charged for an order, step by step. */
export const chargeOrderJob = defineSagaJob('codes.charge-order');

/** What was paid for a cancelled order goes back, step by step. */
export const cancelAndRefundJob = defineSagaJob('codes.cancel-and-refund');
export const startCancelSagaJob = defineJob('codes.start-cancel-saga', CancelSagaInput);

/** One job per order issues its codes; this and the order's id is its key. */
export const ISSUE_JOBS = 'issue:';

export function issueJobKey(orderId: number) {
  return ISSUE_JOBS + String(orderId);
}

/** How often a crash may interrupt the issuing of an order before people are asked. */
export const ISSUE_CRASHES = 8;
