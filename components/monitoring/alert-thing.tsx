'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ShownAlert } from '@/lib/monitoring/list-alerts';
import { orderOf } from '@/lib/monitoring/shape';

/** The pages on which an alert of a rule can be looked into; all of them are for admins. */
const PLACES = {
  'queue.backlog': { href: '/admin/jobs', word: 'jobs' },
  'queue.job_given_up': { href: '/admin/jobs?state=failed', word: 'jobs' },
  'errors.many': { href: '/admin/errors', word: 'errors' },
  'outside.circuit_open': { href: '/admin/payments/providers', word: 'providers' },
  'payments.comparison_failed': { href: '/admin/payments/reconciliation', word: 'books' },
  'payments.differences': { href: '/admin/payments/reconciliation', word: 'books' },
} as const;

type ThingProps = { alert: Pick<ShownAlert, 'rule' | 'key' | 'facts'>; seesAll: boolean };

/** What an alert is about, with the way to it where the reader may go it. */
export function AlertThing({ alert, seesAll }: ThingProps) {
  const t = useTranslations('alerts');
  const place = Object.entries(PLACES).find(([rule]) => rule === alert.rule)?.[1];
  if (place)
    return (
      seesAll && (
        <Link prefetch={false} href={place.href}>
          {t(place.word)}
        </Link>
      )
    );
  if (alert.rule === 'sagas.stuck')
    return (
      <Link prefetch={false} href={`/admin/payments/sagas/${encodeURIComponent(alert.key)}`}>
        {t('saga')}
      </Link>
    );
  const orderNo = orderOf(alert);
  if (!orderNo) return <code>{alert.facts.order_no ?? alert.key}</code>;
  return (
    <Link prefetch={false} href={`/admin/orders/${orderNo}`}>
      <code>{orderNo}</code>
    </Link>
  );
}
