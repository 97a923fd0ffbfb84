'use client';

import { useFormatter, useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import { useAlertWords } from '@/components/monitoring/alert-words';
import { useTaskWords } from '@/components/monitoring/use-task-words';
import { Cause } from '@/components/orders/cause';
import { RefundReason } from '@/components/orders/refund-reason';
import { formatMoney } from '@/lib/money';
import type { Matter } from '@/lib/monitoring/list-matters';
import { orderOf } from '@/lib/monitoring/shape';
import styles from './matters.module.css';

/** What happened, what to do about it where that is more than a button, and the thing it happened to. */
export function MatterWords({ matter }: { matter: Matter }) {
  const t = useTranslations('overview.matter');
  const wordsOf = useAlertWords();
  const taskOf = useTaskWords();
  const format = useFormatter();
  const locale = useLocale();
  switch (matter.kind) {
    case 'issue_failed':
      return (
        <>
          <b>
            {t('issue_failed', {
              buyer: matter.buyer,
              missing: matter.expected_count - matter.delivered_count,
            })}
          </b>
          <span>{matter.cause && <Cause code={matter.cause} />}</span>
          <OrderLink orderNo={matter.order_no} />
        </>
      );
    case 'issue_stuck':
      return (
        <>
          <b>
            {t('issue_stuck', {
              buyer: matter.buyer,
              delivered: matter.delivered_count,
              expected: matter.expected_count,
            })}
          </b>
          <span>{t('issue_stuck_next')}</span>
          <OrderLink orderNo={matter.order_no} />
        </>
      );
    case 'refund_waits':
    case 'refund_failed': {
      const amount = formatMoney(matter.amount, matter.currency, locale);
      const waits = matter.kind === 'refund_waits';
      return (
        <>
          <b>
            {waits
              ? t('refund_waits', { name: matter.requested_by ?? '–', amount })
              : t('refund_failed', { amount })}
          </b>
          {waits ? <span>{t('refund_waits_next')}</span> : <RefundReason reason={matter.reason} />}
          <OrderLink orderNo={matter.order_no} />
        </>
      );
    }
    case 'books_differ': {
      const day = format.dateTime(new Date(matter.day), { dateStyle: 'medium', timeZone: 'UTC' });
      return (
        <>
          <b>
            {matter.failed
              ? t('books_failed', { day })
              : t('books_differ', { day, count: matter.differences })}
          </b>
          <span>{t(matter.failed ? 'books_failed_next' : 'books_differ_next')}</span>
        </>
      );
    }
    case 'alert': {
      const { what, next } = wordsOf(matter);
      const orderNo = orderOf(matter);
      return (
        <>
          <b>{what}</b>
          {next && <span>{next}</span>}
          {orderNo && <OrderLink orderNo={orderNo} />}
        </>
      );
    }
    case 'jobs_failed':
      return (
        <>
          <b>{t('jobs_failed', { task: taskOf(matter.task), count: matter.count })}</b>
          <span>{t('jobs_failed_next')}</span>
        </>
      );
    case 'invitations_failed':
      return (
        <>
          <b>{t('invitations_failed', { count: matter.count })}</b>
          <span>{t('invitations_failed_next')}</span>
        </>
      );
  }
}

function OrderLink({ orderNo }: { orderNo: string }) {
  return (
    <Link prefetch={false} href={`/admin/orders/${orderNo}`} className={styles.thing}>
      <code>{orderNo}</code>
    </Link>
  );
}
