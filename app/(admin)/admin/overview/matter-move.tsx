'use client';

import { Button } from 'antd';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { placeOf } from '@/components/monitoring/alert-place';
import { useAlertWords } from '@/components/monitoring/alert-words';
import { useTaskWords } from '@/components/monitoring/use-task-words';
import { RefundMoves } from '@/components/payments/refund-moves';
import { ActionButton } from '@/components/ui/action-button';
import type { Matter } from '@/lib/monitoring/list-matters';
import { resolveAlertAction } from '../alerts/(list)/actions';
import { retryFailedJobsAction } from '../jobs/(queue)/actions';
import { requestComparisonAction } from '../payments/reconciliation/actions';
import { approveRefundAction, rejectRefundAction, retryRefundAction } from '../payments/refunds/actions';
import styles from './matters.module.css';

/** The task that issues the codes of an order. */
const ISSUING = 'codes.issue-codes';

export type FailedIssue = Extract<Matter, { kind: 'issue_failed' }>;

type MatterMoveProps = { matter: Matter; askAgain: (order: FailedIssue) => void };

/** The button that mends it, or the way to where it can be mended. */
export function MatterMove({ matter, askAgain }: MatterMoveProps) {
  const t = useTranslations('overview.matter');
  const orders = useTranslations('code_order');
  const alerts = useTranslations('alerts');
  const jobs = useTranslations('jobs');
  const wordsOf = useAlertWords();
  const taskOf = useTaskWords();
  switch (matter.kind) {
    case 'issue_failed':
      return (
        <Button
          type="primary"
          size="small"
          aria-haspopup="dialog"
          aria-label={t('rerun_named', { order_no: matter.order_no })}
          onClick={() => askAgain(matter)}
        >
          {orders('rerun')}
        </Button>
      );
    case 'refund_waits':
    case 'refund_failed':
      return <RefundMove matter={matter} />;
    case 'books_differ':
      return (
        <>
          <Way href={`/admin/payments/reconciliation/${matter.run_id}`}>
            {t(matter.failed ? 'look_at.comparison' : 'look_at.books')}
          </Way>
          <ActionButton
            verb={t('compare_again')}
            named={t('compare_again_named', { day: matter.day })}
            run={() => requestComparisonAction({ day: matter.day })}
            done={t('compare_begun', { day: matter.day })}
            failed={t('compare_not_begun')}
          />
        </>
      );
    case 'alert':
      return (
        <>
          <AlertWay alert={matter} />
          <ActionButton
            verb={alerts('resolve')}
            named={alerts('resolve_alert', { what: wordsOf(matter).what })}
            run={() => resolveAlertAction({ alert_id: matter.alert_id })}
            done={alerts('resolve_done')}
            failed={alerts('resolve_failed')}
          />
        </>
      );
    case 'jobs_failed': {
      const task = taskOf(matter.task);
      return (
        <>
          <Way href={`/admin/jobs?state=failed&task=${encodeURIComponent(matter.task)}`}>{t('look')}</Way>
          <ActionButton
            verb={jobs(matter.count > 1 ? 'retry_all.verb' : 'retry.verb')}
            named={jobs('retry_all.named', { task })}
            run={() => retryFailedJobsAction({ task: matter.task })}
            done={jobs('retry_all.done', { count: matter.count })}
            failed={jobs('retry_all.refused')}
          />
        </>
      );
    }
    case 'issue_stuck':
      return <Way href={`/admin/jobs?task=${ISSUING}`}>{t('look_at.jobs')}</Way>;
    case 'invitations_failed':
      return <Way href="/admin/members?status=failed">{t('look_at.members')}</Way>;
  }
}

/** To where the cause of an alert is mended. */
function AlertWay({ alert }: { alert: Extract<Matter, { kind: 'alert' }> }) {
  const t = useTranslations('overview.matter.look_at');
  const { of, href } = placeOf(alert) ?? { of: 'alert' as const, href: '/admin/alerts' };
  return <Way href={href}>{t(of)}</Way>;
}

const REFUND_ACTIONS = { approve: approveRefundAction, reject: rejectRefundAction, retry: retryRefundAction };

type RefundMatter = Extract<Matter, { kind: 'refund_waits' | 'refund_failed' }>;

function RefundMove({ matter: { refund_id: id, requested_by: name, ...refund } }: { matter: RefundMatter }) {
  const requested_by = name === null ? null : { name };
  return <RefundMoves refund={{ ...refund, id, requested_by }} actions={REFUND_ACTIONS} />;
}

function Way({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link prefetch={false} href={href} className={styles.way}>
      {children}
    </Link>
  );
}
