import { sendPasswordLinkJob } from '../accounts/jobs';
import { sendPasswordLink } from '../accounts/send-password-link';
import { disableUnusedCodes } from '../codes/disable-unused-codes';
import { issueCodes } from '../codes/issue-codes';
import {
  disableUnusedCodesJob,
  ISSUE_CRASHES,
  issueCodesJob,
  issueJobKey,
  startCancelSagaJob,
} from '../codes/jobs';
import { startCancelSaga } from '../codes/start-cancel-saga';
import { wakeCharges } from '../codes/wake-charges';
import { expireInvitations } from '../members/expire-invitations';
import { expireMemberships } from '../members/expire-memberships';
import { finishRemoval, type RemovalOutcome } from '../members/finish-removal';
import {
  accepted,
  expired,
  finishRemovalJob,
  invited,
  joinJobKey,
  joinWorkspaceJob,
  leaveJobKey,
  leaveWorkspaceJob,
  removed,
  sendInvitationAgainJob,
  sendInvitationJob,
  sendJobKey,
} from '../members/jobs';
import { joinWorkspace } from '../members/join-workspace';
import { leaveWorkspace } from '../members/leave-workspace';
import { sendInvitation } from '../members/send-invitation';
import { sendInvitationAgain } from '../members/send-invitation-again';
import type { SendingOutcome } from '../members/sending-attempts';
import type { WorkspaceOutcome } from '../members/workspace-calls';
import { forgetOldRows } from '../monitoring/forget-old-rows';
import { SAGAS } from '../monitoring/known-sagas';
import { sendAlertMessageJob } from '../monitoring/jobs';
import { sendAlertMessage, type MessageOutcome } from '../monitoring/send-alert-message';
import { cancelUnpaidOrders } from '../orders/cancel-unpaid-orders';
import { compareBooks } from '../payments/compare-books';
import { compareYesterday } from '../payments/compare-yesterday';
import { ordersCancelled, ordersMoved } from '../orders/jobs';
import { forgetRefusedEvents } from '../payments/forget-refused-events';
import { reconcilePayments } from '../payments/reconcile-payments';
import { carryOutRefund, type RefundOutcome } from '../payments/carry-out-refund';
import {
  carryOutRefundJob,
  compareBooksJob,
  paymentsRefunded,
  paymentsSettled,
  requestOrderRefundJob,
  sendSandboxEventJob,
} from '../payments/jobs';
import { reconcileRefunds } from '../payments/reconcile-refunds';
import { requestOrderRefund } from '../payments/request-order-refund';
import { sendSandboxEvent } from '../payments/send-sandbox-event';
import { sweepEvents } from '../payments/sweep-events';
import { closeDays } from '../reports/close-days';
import { runSaga } from '../run-saga';
import type { SagaOutcome } from '../saga-notes';
import { deliverEvent } from '../webhooks/deliver-event';
import { forgetOldEvents } from '../webhooks/forget-old-events';
import { buyerHasEndpoint, inviterHasEndpoint, sellerOfMemberHasEndpoint } from '../webhooks/has-endpoint';
import {
  deliverEventJob,
  tellMemberJob,
  tellOrderJob,
  tellOwnerJob,
  tellRedemptionJob,
} from '../webhooks/jobs';
import type { DeliveryOutcome } from '../webhooks/record-try';
import { tellMember } from '../webhooks/tell-member';
import { tellOrder } from '../webhooks/tell-order';
import { tellOwner } from '../webhooks/tell-owner';
import { tellRedemption } from '../webhooks/tell-redemption';
import { every, follows, runs, type Binding, type JobResult, type Periodic, type Task } from './bindings';

// Everything that happens without anybody waiting for it is on this page.

/** When this has happened, that follows. */
export const bindings: Binding[] = [
  follows(paymentsSettled, issueCodesJob, {
    when: ({ order_type }) => order_type === 'CODES',
    key: ({ order_id }) => issueJobKey(order_id),
    maxAttempts: ISSUE_CRASHES,
  }),
  follows(ordersCancelled, startCancelSagaJob, {
    when: ({ type, was_paid }) => type === 'CODES' && was_paid,
  }),
  follows(ordersCancelled, requestOrderRefundJob, {
    when: ({ type, was_paid }) => type !== 'CODES' && was_paid,
  }),
  follows(paymentsRefunded, disableUnusedCodesJob, {
    when: ({ full, order_type }) => full && order_type === 'CODES',
  }),
  follows(invited, sendInvitationJob, { key: ({ invitation_id }) => sendJobKey(invitation_id) }),
  follows(accepted, joinWorkspaceJob, { key: ({ member_id }) => joinJobKey(member_id) }),
  follows(expired, leaveWorkspaceJob, { key: ({ member_id }) => leaveJobKey(member_id) }),
  follows(paymentsSettled, tellOrderJob, { given: buyerHasEndpoint }),
  follows(ordersMoved, tellOrderJob, { given: buyerHasEndpoint }),
  follows(invited, tellRedemptionJob, { given: inviterHasEndpoint }),
  follows(accepted, tellMemberJob, { given: sellerOfMemberHasEndpoint }),
  follows(removed, tellMemberJob, { given: sellerOfMemberHasEndpoint }),
];

/** The verbs that jobs run. */
export const tasks: Task[] = [
  runs(sendPasswordLinkJob, sendPasswordLink),
  runs(issueCodesJob, issueCodes, ({ outcome }) => {
    if (outcome === 'failed') return 'failed';
    return outcome === 'retrying' || outcome === 'interrupted' ? 'retried' : 'succeeded';
  }),
  runs(disableUnusedCodesJob, disableUnusedCodes),
  runs(startCancelSagaJob, startCancelSaga),
  ...SAGAS.map((saga) => runs(saga.job, (ctx, { saga_id }) => runSaga(ctx, saga, saga_id), resultOfSaga)),
  runs(requestOrderRefundJob, requestOrderRefund),
  runs(carryOutRefundJob, carryOutRefund, resultOfRefund),
  runs(sendSandboxEventJob, sendSandboxEvent),
  runs(compareBooksJob, compareBooks, (outcome) => (outcome === 'failed' ? 'failed' : 'succeeded')),
  runs(sendInvitationJob, sendInvitation, resultOfTry),
  runs(sendInvitationAgainJob, sendInvitationAgain, resultOfTry),
  runs(joinWorkspaceJob, joinWorkspace, resultOfTry),
  runs(leaveWorkspaceJob, leaveWorkspace, resultOfTry),
  runs(finishRemovalJob, finishRemoval, resultOfTry),
  runs(tellOrderJob, tellOrder),
  runs(tellRedemptionJob, tellRedemption),
  runs(tellMemberJob, tellMember),
  runs(deliverEventJob, deliverEvent, resultOfTry),
  runs(tellOwnerJob, tellOwner),
  runs(sendAlertMessageJob, sendAlertMessage, resultOfTry),
];

/** What is looked after by the clock. */
export const periodic: Periodic[] = [
  every('* * * * *', 'payments.sweep-events', sweepEvents),
  every('* * * * *', 'payments.reconcile-payments', reconcilePayments),
  every('* * * * *', 'payments.reconcile-refunds', reconcileRefunds),
  every('* * * * *', 'codes.wake-charges', wakeCharges),
  every('* * * * *', 'orders.cancel-unpaid-orders', cancelUnpaidOrders),
  every('* * * * *', 'members.expire-invitations', expireInvitations),
  every('* * * * *', 'members.expire-memberships', expireMemberships),
  every('7 * * * *', 'reports.close-days', closeDays),
  every('11 * * * *', 'payments.compare-yesterday', compareYesterday),
  every('17 * * * *', 'payments.forget-refused-events', forgetRefusedEvents),
  every('37 * * * *', 'webhooks.forget-old-events', forgetOldEvents),
  every('27 * * * *', 'monitoring.forget-old-rows', forgetOldRows),
];

function resultOfSaga(outcome: SagaOutcome): JobResult {
  if (outcome === 'stuck') return 'failed';
  return outcome === 'waiting' ? 'retried' : 'succeeded';
}

function resultOfTry(
  outcome: SendingOutcome | WorkspaceOutcome | RemovalOutcome | DeliveryOutcome | MessageOutcome,
): JobResult {
  if (outcome === 'failed') return 'failed';
  return outcome === 'retrying' ? 'retried' : 'succeeded';
}

function resultOfRefund(outcome: RefundOutcome): JobResult {
  if (outcome === 'failed' || outcome === 'refused') return 'failed';
  return outcome === 'retrying' || outcome === 'processing' ? 'retried' : 'succeeded';
}
