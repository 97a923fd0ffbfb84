import { sendPasswordLinkJob } from '../accounts/jobs';
import { sendPasswordLink } from '../accounts/send-password-link';
import { disableUnusedCodes } from '../codes/disable-unused-codes';
import { issueCodes } from '../codes/issue-codes';
import { disableUnusedCodesJob, ISSUE_CRASHES, issueCodesJob, issueJobKey } from '../codes/jobs';
import { expireInvitations } from '../members/expire-invitations';
import { invited, sendInvitationAgainJob, sendInvitationJob, sendJobKey } from '../members/jobs';
import { sendInvitation } from '../members/send-invitation';
import { sendInvitationAgain } from '../members/send-invitation-again';
import type { SendingOutcome } from '../members/sending';
import { forgetOldRows } from '../monitoring/forget-old-rows';
import { cancelUnpaidOrders } from '../orders/cancel-unpaid-orders';
import { ordersCancelled } from '../orders/jobs';
import { forgetRefusedEvents } from '../payments/forget-refused-events';
import { paymentsSettled, requestRefundJob, sendSandboxEventJob } from '../payments/jobs';
import { requestRefund } from '../payments/request-refund';
import { sendSandboxEvent } from '../payments/send-sandbox-event';
import { sweepEvents } from '../payments/sweep-events';
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
  runs(sendInvitationJob, sendInvitation, resultOfSending),
  runs(sendInvitationAgainJob, sendInvitationAgain, resultOfSending),
];

/** What is looked after by the clock. */
export const periodic: Periodic[] = [
  every('* * * * *', 'payments.sweep-events', sweepEvents),
  every('* * * * *', 'orders.cancel-unpaid-orders', cancelUnpaidOrders),
  every('* * * * *', 'members.expire-invitations', expireInvitations),
  every('17 * * * *', 'payments.forget-refused-events', forgetRefusedEvents),
  every('27 * * * *', 'monitoring.forget-old-rows', forgetOldRows),
];

function resultOfSending(outcome: SendingOutcome): JobResult {
  if (outcome === 'failed') return 'failed';
  return outcome === 'retrying' ? 'retried' : 'succeeded';
}
