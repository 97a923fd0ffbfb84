import type { Tone } from './palette';
import type {
  CircuitState,
  AlertMessageStatus,
  AlertSeverity,
  EventOutcome,
  EventVerdict,
  FulfillmentStatus,
  OrderPaymentStatus,
  OrderStatus,
  PaymentStatus,
  ReconciliationStatus,
  RefundStatus,
  SagaStatus,
  SagaStepStatus,
  WebhookDeliveryStatus,
} from '@/lib/generated/prisma/enums';
import type { EndpointState } from '@/lib/webhooks/schema';
import type { MatterKind } from '@/lib/monitoring/list-matters';

/** Every status of the product and what its colour says; its word is `status.<kind>.<value>` in the catalogue. */
export const STATUS = {
  alert: { OPEN: 'attention', RESOLVED: 'good' },
  alert_message: { WAITING: 'waiting', SENT: 'good', FAILED: 'failed' } satisfies Record<
    AlertMessageStatus,
    Tone
  >,
  alert_severity: { INFO: 'ended', WARNING: 'attention', CRITICAL: 'failed' } satisfies Record<
    AlertSeverity,
    Tone
  >,
  alert_switch: { ON: 'good', OFF: 'ended' },
  api_key: { ACTIVE: 'good', REVOKED: 'ended' },
  breaker: { CLOSED: 'good', OPEN: 'failed', HALF_OPEN: 'waiting' } satisfies Record<CircuitState, Tone>,
  clock_task: { PUNCTUAL: 'good', OVERDUE: 'attention' },
  code: { ACTIVE: 'good', DEPLETED: 'ended', EXPIRED: 'ended', INACTIVE: 'ended' },
  comparison: {
    RUNNING: 'working',
    CLEAN: 'good',
    DIFFERENT: 'attention',
    FAILED: 'failed',
  } satisfies Record<ReconciliationStatus, Tone>,
  error_event: { OPEN: 'attention', REOPENED: 'failed', RESOLVED: 'good' },
  error_level: { ERROR: 'failed', WARNING: 'waiting' },
  distributor_codes: { WORKING: 'good', STOPPED: 'attention' },
  event: {
    SETTLED: 'good',
    FAILED: 'failed',
    NO_CHANGE: 'ended',
    UNMATCHED: 'attention',
    MISMATCH: 'attention',
    LATE: 'attention',
    EXCESS: 'attention',
    IGNORED: 'ended',
    REFUNDED: 'ended',
    REFUND_FAILED: 'attention',
  } satisfies Record<EventOutcome, Tone>,
  fulfillment: {
    PENDING: 'waiting',
    PROCESSING: 'working',
    COMPLETED: 'good',
    FAILED: 'failed',
  } satisfies Record<FulfillmentStatus, Tone>,
  job: { RUNNING: 'working', DUE: 'waiting', SCHEDULED: 'waiting', FAILED: 'failed' },
  matter: {
    ISSUE_FAILED: 'failed',
    ISSUE_STUCK: 'attention',
    ALERT: 'attention',
    JOBS_FAILED: 'failed',
    INVITATIONS_FAILED: 'failed',
    REFUND_WAITS: 'attention',
    REFUND_FAILED: 'failed',
    BOOKS_DIFFER: 'attention',
    BOOKS_FAILED: 'failed',
  } satisfies Record<Uppercase<MatterKind> | 'BOOKS_FAILED', Tone>,
  member: {
    INVITED: 'waiting',
    ACTIVE: 'good',
    REMOVING: 'working',
    REMOVED: 'ended',
    EXPIRED: 'ended',
    WITHDRAWN: 'ended',
    FAILED: 'failed',
  },
  order: {
    PENDING: 'waiting',
    CONFIRMED: 'working',
    SHIPPED: 'working',
    DELIVERED: 'good',
    COMPLETED: 'good',
    CANCELLED: 'ended',
  } satisfies Record<OrderStatus, Tone>,
  order_payment: {
    UNPAID: 'waiting',
    PAID: 'good',
    PARTIALLY_REFUNDED: 'ended',
    REFUNDED: 'ended',
  } satisfies Record<OrderPaymentStatus, Tone>,
  payment: {
    PENDING: 'waiting',
    COMPLETED: 'good',
    FAILED: 'failed',
    TIMEOUT: 'attention',
    REFUNDING: 'working',
    REFUNDED: 'ended',
  } satisfies Record<PaymentStatus, Tone>,
  plan: { ACTIVE: 'good', INACTIVE: 'ended' },
  provider: { ON: 'good', OFF: 'ended' },
  refund: {
    REQUESTED: 'waiting',
    AWAITING_APPROVAL: 'attention',
    PROCESSING: 'working',
    SUCCEEDED: 'good',
    FAILED: 'failed',
    REJECTED: 'ended',
  } satisfies Record<RefundStatus, Tone>,
  saga: {
    RUNNING: 'working',
    COMPENSATING: 'working',
    STUCK: 'attention',
    DONE: 'good',
    COMPENSATED: 'ended',
  } satisfies Record<SagaStatus, Tone>,
  saga_step: {
    PENDING: 'waiting',
    RUNNING: 'working',
    DONE: 'good',
    FAILED: 'failed',
    COMPENSATING: 'working',
    COMPENSATED: 'ended',
    SKIPPED: 'ended',
  } satisfies Record<SagaStepStatus, Tone>,
  team: { ACTIVE: 'good', INACTIVE: 'ended' },
  session: { PRESENT: 'good' },
  user: { ACTIVE: 'good', INVITED: 'waiting', DISABLED: 'ended' },
  verdict: {
    VERIFIED: 'good',
    BAD_SIGNATURE: 'failed',
    BAD_TIMESTAMP: 'failed',
    BAD_BODY: 'failed',
  } satisfies Record<EventVerdict, Tone>,
  webhook_delivery: {
    PENDING: 'waiting',
    DELIVERED: 'good',
    FAILED: 'failed',
  } satisfies Record<WebhookDeliveryStatus, Tone>,
  webhook_endpoint: {
    ON: 'good',
    FAILING: 'attention',
    OFF: 'ended',
    GONE: 'failed',
    GIVEN_UP: 'failed',
  } satisfies Record<Uppercase<EndpointState>, Tone>,
} satisfies Record<string, Record<string, Tone>>;

export type StatusKind = keyof typeof STATUS;
export type StatusOf<K extends StatusKind> = keyof (typeof STATUS)[K] & string;

/**
 * What a status says by its colour.
 * @param over what it belongs to has ended: what it says is waited for by nobody
 */
export function toneOf<K extends StatusKind>(kind: K, value: StatusOf<K>, over = false) {
  const tone = STATUS[kind][value] as Tone;
  return over && tone === 'waiting' ? 'ended' : tone;
}
