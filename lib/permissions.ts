import type { Actor, Ctx } from './context';
import { PermissionDeniedError, UnauthenticatedError } from './errors';

type Who = 'ADMIN' | 'OPERATOR' | 'DISTRIBUTOR' | 'public' | 'provider' | 'system';

/** Every right and who has it. A verb asks for the right that carries its own name. */
const RIGHTS = {
  'accounts.sign-in': ['public', 'ADMIN', 'OPERATOR', 'DISTRIBUTOR'],
  'accounts.view-own': ['ADMIN', 'OPERATOR', 'DISTRIBUTOR'],
  'accounts.change-password': ['ADMIN', 'OPERATOR', 'DISTRIBUTOR'],
  'accounts.set-password': ['public', 'ADMIN', 'OPERATOR', 'DISTRIBUTOR'],
  'accounts.request-password-link': ['public'],
  'accounts.renew-password-link': ['ADMIN'],
  'accounts.send-password-link': ['system'],
  'accounts.end-session': ['ADMIN', 'OPERATOR', 'DISTRIBUTOR'],
  'accounts.end-other-sessions': ['ADMIN', 'OPERATOR', 'DISTRIBUTOR'],
  'accounts.view-any': ['ADMIN'],
  'accounts.create-user': ['ADMIN', 'system'],
  'accounts.invite-user': ['ADMIN'],
  'accounts.disable-user': ['ADMIN'],
  'accounts.enable-user': ['ADMIN'],
  'accounts.create-api-key': ['ADMIN', 'OPERATOR', 'DISTRIBUTOR'],
  'accounts.revoke-api-key': ['ADMIN', 'OPERATOR', 'DISTRIBUTOR'],
  'distributors.view-own': ['DISTRIBUTOR'],
  'distributors.view-any': ['ADMIN'],
  'distributors.create-distributor': ['ADMIN', 'system'],
  'distributors.invite-distributor': ['ADMIN'],
  'distributors.change-distributor': ['ADMIN'],
  'distributors.disable-distributor': ['ADMIN'],
  'distributors.enable-distributor': ['ADMIN'],
  'distributors.set-brand': ['ADMIN', 'DISTRIBUTOR', 'system'],
  'distributors.set-logo': ['ADMIN', 'DISTRIBUTOR', 'system'],
  'distributors.remove-logo': ['ADMIN', 'DISTRIBUTOR'],
  'distributors.view-logo': ['public'],
  'catalog.view-plans': ['ADMIN', 'OPERATOR', 'DISTRIBUTOR'],
  'catalog.view-any': ['ADMIN'],
  'catalog.export-plans': ['ADMIN', 'OPERATOR', 'DISTRIBUTOR'],
  'catalog.create-plan': ['ADMIN', 'system'],
  'catalog.change-plan': ['ADMIN'],
  'catalog.deactivate-plan': ['ADMIN'],
  'catalog.activate-plan': ['ADMIN'],
  'orders.create-order': ['DISTRIBUTOR'],
  'orders.view-own': ['DISTRIBUTOR'],
  'orders.view-any': ['ADMIN', 'OPERATOR'],
  'orders.cancel-order': ['ADMIN', 'OPERATOR', 'DISTRIBUTOR', 'system'],
  'orders.cancel-unpaid-orders': ['system'],
  'orders.complete-order': ['system'],
  'payments.create-payment': ['DISTRIBUTOR', 'OPERATOR', 'ADMIN'],
  'payments.charge-payment': ['DISTRIBUTOR', 'system'],
  'payments.open-payment': ['DISTRIBUTOR', 'OPERATOR', 'ADMIN', 'system'],
  'payments.view-own': ['DISTRIBUTOR'],
  'payments.view-any': ['ADMIN', 'OPERATOR'],
  'payments.play-sandbox': ['ADMIN', 'OPERATOR', 'DISTRIBUTOR', 'public', 'system'],
  'payments.receive-event': ['provider'],
  'payments.settle-payment': ['provider', 'system'],
  'payments.reconcile-payments': ['system'],
  'payments.request-refund': ['ADMIN'],
  'payments.approve-refund': ['ADMIN'],
  'payments.reject-refund': ['ADMIN'],
  'payments.retry-refund': ['ADMIN'],
  'payments.request-order-refund': ['system'],
  'payments.carry-out-refund': ['system'],
  'payments.settle-refund': ['provider', 'system'],
  'payments.reconcile-refunds': ['system'],
  'payments.sweep-events': ['system'],
  'payments.export-payments': ['ADMIN', 'OPERATOR'],
  'payments.export-refunds': ['ADMIN', 'OPERATOR'],
  'payments.export-events': ['ADMIN', 'OPERATOR'],
  'payments.replay-event': ['ADMIN'],
  'payments.request-comparison': ['ADMIN'],
  'payments.compare-yesterday': ['system'],
  'payments.compare-books': ['system'],
  'codes.buy-codes': ['DISTRIBUTOR'],
  'codes.start-charge': ['DISTRIBUTOR'],
  'codes.start-cancel-saga': ['system'],
  'codes.wake-charges': ['system'],
  'codes.issue-codes': ['system'],
  'codes.rerun-issue': ['ADMIN'],
  'codes.resume-issues': ['system'],
  'codes.disable-unused-codes': ['system'],
  'codes.switch-codes': ['DISTRIBUTOR', 'ADMIN'],
  'codes.export-codes': ['DISTRIBUTOR', 'ADMIN'],
  'codes.export-code-orders': ['DISTRIBUTOR', 'ADMIN', 'OPERATOR'],
  'codes.export-any-code-orders': ['ADMIN', 'OPERATOR'],
  'codes.view-own': ['DISTRIBUTOR'],
  'codes.view-any': ['ADMIN', 'OPERATOR'],
  'members.redeem-code': ['public'],
  'members.export-members': ['DISTRIBUTOR', 'ADMIN'],
  'members.view-own': ['DISTRIBUTOR'],
  'members.view-any': ['ADMIN'],
  'members.view-teams': ['ADMIN'],
  'members.create-team': ['ADMIN', 'system'],
  'members.change-team': ['ADMIN'],
  'members.deactivate-team': ['ADMIN'],
  'members.activate-team': ['ADMIN'],
  'members.send-invitation': ['system'],
  'members.send-invitation-again': ['system'],
  'members.resend-invitation': ['ADMIN', 'DISTRIBUTOR'],
  'members.withdraw-invitation': ['ADMIN', 'DISTRIBUTOR'],
  'members.expire-invitations': ['system'],
  'members.accept-invitation': ['public'],
  'members.remove-member': ['DISTRIBUTOR', 'ADMIN'],
  'members.finish-removal': ['system'],
  'members.expire-memberships': ['system'],
  'members.join-workspace': ['system'],
  'members.leave-workspace': ['system'],
  'reports.view-overview': ['ADMIN'],
  'reports.close-days': ['system'],
  'reports.export-sales': ['DISTRIBUTOR', 'ADMIN'],
  'reports.export-plan-sales': ['DISTRIBUTOR', 'ADMIN'],
  'reports.find-anything': ['ADMIN', 'OPERATOR', 'DISTRIBUTOR'],
  'webhooks.view-own': ['DISTRIBUTOR'],
  'webhooks.view-any': ['ADMIN'],
  'webhooks.create-endpoint': ['DISTRIBUTOR', 'ADMIN'],
  'webhooks.change-endpoint': ['DISTRIBUTOR', 'ADMIN'],
  'webhooks.rotate-secret': ['DISTRIBUTOR', 'ADMIN'],
  'webhooks.disable-endpoint': ['DISTRIBUTOR', 'ADMIN'],
  'webhooks.enable-endpoint': ['DISTRIBUTOR', 'ADMIN'],
  'webhooks.delete-endpoint': ['DISTRIBUTOR', 'ADMIN'],
  'webhooks.send-test-event': ['DISTRIBUTOR', 'ADMIN'],
  'webhooks.resend-delivery': ['DISTRIBUTOR', 'ADMIN'],
  'webhooks.export-deliveries': ['DISTRIBUTOR', 'ADMIN'],
  'webhooks.tell': ['system'],
  'webhooks.tell-owner': ['system'],
  'webhooks.deliver-event': ['system'],
  'webhooks.forget-old-events': ['system'],
  'monitoring.view-own-mails': ['DISTRIBUTOR'],
  'monitoring.view-any-mails': ['ADMIN'],
  'monitoring.view-alerts': ['ADMIN', 'OPERATOR'],
  'monitoring.view-matters': ['ADMIN'],
  'monitoring.resolve-alert': ['ADMIN', 'OPERATOR'],
  'monitoring.view-errors': ['ADMIN', 'system'],
  'monitoring.resolve-error': ['ADMIN'],
  'monitoring.record-errors': ['system'],
  'monitoring.view-alert-rules': ['ADMIN'],
  'monitoring.change-alert-rule': ['ADMIN'],
  'monitoring.create-alert-rule': ['ADMIN'],
  'monitoring.reset-alert-rule': ['ADMIN'],
  'monitoring.view-alert-channels': ['ADMIN'],
  'monitoring.create-alert-channel': ['ADMIN'],
  'monitoring.switch-alert-channel': ['ADMIN'],
  'monitoring.delete-alert-channel': ['ADMIN'],
  'monitoring.test-alert-channel': ['ADMIN'],
  'monitoring.send-alert-message': ['system'],
  'monitoring.view-jobs': ['ADMIN'],
  'monitoring.view-database': ['ADMIN'],
  'monitoring.retry-job': ['ADMIN'],
  'monitoring.retry-failed-jobs': ['ADMIN'],
  'monitoring.view-sagas': ['ADMIN', 'OPERATOR'],
  'monitoring.retry-saga': ['ADMIN'],
  'monitoring.turn-back-saga': ['ADMIN'],
  'monitoring.view-settings': ['ADMIN'],
  'monitoring.change-setting': ['ADMIN'],
  'monitoring.view-metrics': ['system'],
  'monitoring.view-health': ['ADMIN', 'OPERATOR', 'DISTRIBUTOR', 'public'],
  'monitoring.rebuild-counters': ['system'],
  'monitoring.sweep': ['system'],
} as const satisfies Record<string, readonly Who[]>;

export type Right = keyof typeof RIGHTS;

function whoIs(actor: Actor): Who {
  return actor.kind === 'user' ? actor.role : actor.kind;
}

/** Whether this actor has the right at all. What to show is decided by it; what to do, by {@link authorize}. */
export function mayUse(ctx: Pick<Ctx, 'actor' | 'asSystem'>, right: Right) {
  const allowed: readonly Who[] = RIGHTS[right];
  return allowed.includes(ctx.asSystem ? 'system' : whoIs(ctx.actor));
}

/**
 * The first line of every verb.
 * @throws UnauthenticatedError when nobody is signed in where somebody must be
 * @throws PermissionDeniedError when this actor does not have the right
 */
export function authorize(ctx: Ctx, right: Right) {
  if (ctx.trace) ctx.trace.right ??= right;
  if (mayUse(ctx, right)) return;
  if (ctx.actor.kind === 'public') throw new UnauthenticatedError();
  throw new PermissionDeniedError(right, right.split('.')[0] ?? right);
}

/** The signed-in user's id. @throws UnauthenticatedError for every other kind of actor */
export function userIdOf(ctx: Ctx) {
  if (ctx.actor.kind !== 'user') throw new UnauthenticatedError();
  return ctx.actor.userId;
}
