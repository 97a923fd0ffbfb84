import type { ShownAlert } from '@/lib/monitoring/list-alerts';
import { orderOf } from '@/lib/monitoring/shape';

export type PlacedAlert = Pick<ShownAlert, 'rule' | 'key' | 'facts'>;

/** Where the cause of an alert is seen and mended; `of` names it in the messages. */
export type AlertPlace = {
  of: 'books' | 'errors' | 'event' | 'jobs' | 'member' | 'order' | 'providers' | 'saga';
  href: string;
  /** Only who runs the whole place may go there. */
  forAdmins?: true;
};

/** Rules whose alerts are all about one page. */
const PAGES: Record<string, AlertPlace> = {
  'queue.backlog': { of: 'jobs', href: '/admin/jobs?state=due', forAdmins: true },
  'queue.job_given_up': { of: 'jobs', href: '/admin/jobs?state=failed', forAdmins: true },
  'errors.many': { of: 'errors', href: '/admin/errors', forAdmins: true },
  'outside.circuit_open': { of: 'providers', href: '/admin/payments/providers', forAdmins: true },
  'payments.comparison_failed': { of: 'books', href: '/admin/payments/reconciliation', forAdmins: true },
  'payments.differences': { of: 'books', href: '/admin/payments/reconciliation', forAdmins: true },
};

/** The place of an alert; null where there is nothing to see but the alert itself. */
export function placeOf(alert: PlacedAlert): AlertPlace | null {
  const { rule, key, facts } = alert;
  const page = PAGES[rule];
  if (page) return page;
  if (rule === 'sagas.stuck') return { of: 'saga', href: `/admin/payments/sagas/${encodeURIComponent(key)}` };
  if (rule === 'payments.unmatched' && Number(facts.event_id) > 0)
    return { of: 'event', href: `/admin/payments/events/${Number(facts.event_id)}` };
  const orderNo = orderOf(alert);
  if (orderNo) return { of: 'order', href: `/admin/orders/${orderNo}` };
  const invitation = Number(facts.invitation_id);
  if (invitation > 0) return { of: 'member', href: `/admin/members/${invitation}` };
  return null;
}
