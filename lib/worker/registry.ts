import { sendPasswordLinkJob } from '../accounts/jobs';
import { sendPasswordLink } from '../accounts/send-password-link';
import { disableUnusedCodes } from '../codes/disable-unused-codes';
import { issueCodes } from '../codes/issue-codes';
import { disableUnusedCodesJob, ISSUE_CRASHES, issueCodesJob, issueJobKey } from '../codes/jobs';
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
import { cancelUnpaidOrders } from '../orders/cancel-unpaid-orders';
import { ordersCancelled } from '../orders/jobs';
import { forgetRefusedEvents } from '../payments/forget-refused-events';
import { paymentsSettled, requestRefundJob, sendSandboxEventJob } from '../payments/jobs';
import { reconcilePayments } from '../payments/reconcile-payments';
import { requestRefund } from '../payments/request-refund';
import { sendSandboxEvent } from '../payments/send-sandbox-event';
import { sweepEvents } from '../payments/sweep-events';
import { closeDays } from '../reports/close-days';
import { every, follows, runs, type Binding, type JobResult, type Periodic, type Task } from './bindings';

// Everything that happens without anybody waiting for it is on this page.

/** When this has happened, that follows. */
export const bindings: Binding[] = [
  follows(paymentsSettled, issueCodesJob, {
    when: ({ order_type }) => order_type === 'CODES',
    key: ({ order_id }) => issueJobKey(order_id),
    maxAttempts: ISSUE_CRASHES,
  }),
  follows(ordersCancelled, disableUnusedCodesJob, { when: ({ type }) => type === 'CODES' }),
  follows(ordersCancelled, requestRefundJob, { when: ({ was_paid }) => was_paid }),
  follows(invited, sendInvitationJob, { key: ({ invitation_id }) => sendJobKey(invitation_id) }),
  follows(accepted, joinWorkspaceJob, { key: ({ member_id }) => joinJobKey(member_id) }),
  follows(expired, leaveWorkspaceJob, { key: ({ member_id }) => leaveJobKey(member_id) }),
];

/** The verbs that jobs run. */
export const tasks: Task[] = [
  runs(sendPasswordLinkJob, sendPasswordLink),
  runs(issueCodesJob, issueCodes, ({ outcome }) => {
    if (outcome === 'failed') return 'failed';
    return outcome === 'retrying' || outcome === 'interrupted' ? 'retried' : 'succeeded';
  }),
  runs(disableUnusedCodesJob, disableUnusedCodes),
  runs(requestRefundJob, requestRefund),
  runs(sendSandboxEventJob, sendSandboxEvent),
  runs(sendInvitationJob, sendInvitation, resultOfTry),
  runs(sendInvitationAgainJob, sendInvitationAgain, resultOfTry),
  runs(joinWorkspaceJob, joinWorkspace, resultOfTry),
  runs(leaveWorkspaceJob, leaveWorkspace, resultOfTry),
  runs(finishRemovalJob, finishRemoval, resultOfTry),
];

/** What is looked after by the clock. */
export const periodic: Periodic[] = [
  every('* * * * *', 'payments.sweep-events', sweepEvents),
  every('* * * * *', 'payments.reconcile-payments', reconcilePayments),
  every('* * * * *', 'orders.cancel-unpaid-orders', cancelUnpaidOrders),
  every('* * * * *', 'members.expire-invitations', expireInvitations),
  every('* * * * *', 'members.expire-memberships', expireMemberships),
  every('7 * * * *', 'reports.close-days', closeDays),
  every('17 * * * *', 'payments.forget-refused-events', forgetRefusedEvents),
  every('27 * * * *', 'monitoring.forget-old-rows', forgetOldRows),
];

function resultOfTry(outcome: SendingOutcome | WorkspaceOutcome | RemovalOutcome): JobResult {
  if (outcome === 'failed') return 'failed';
  return outcome === 'retrying' ? 'retried' : 'succeeded';
}
