'use client';

import { Alert, Button, Flex, Progress } from 'antd';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { useFeedback } from '@/components/ui/feedback';
import { RefusalNotice } from '@/components/ui/refusal-notice';
import type { CodeOrder } from '@/lib/codes/schema';
import { percentOf, stageOf, type Stage } from './progress-stage';
import { useFollowedLater } from './use-followed-later';
import { useOrderWatch, type ReadOrder } from './use-order-watch';

type CodeProgressProps = {
  order: CodeOrder;
  /** Where the codes of the order are, for those who have such a page. */
  codesHref?: string;
  read?: ReadOrder;
  viewer: 'buyer' | 'staff';
  /** Of this page, to quote where issuing has failed. */
  requestId: string;
};

const GOING_ON = new Set<Stage>(['starting', 'processing', 'retrying']);

/** How far the codes of an order are, by itself as long as that changes. */
export function CodeProgress({ order, codesHref, read, viewer, requestId }: CodeProgressProps) {
  const t = useTranslations('code_progress');
  const watch = useOrderWatch(order, read);
  useEnd(watch.order, codesHref, viewer);
  useFreshPage(order, watch.order);
  useFollowedLater(order.order_no, GOING_ON.has(stageOf(watch.order)));
  return (
    <Flex vertical gap={12}>
      <ShownStage order={watch.order} codesHref={codesHref} viewer={viewer} requestId={requestId} />
      {watch.struggling && <Alert type="warning" showIcon title={t('trouble')} />}
      {watch.stopped === 'out_of_patience' && (
        <Alert
          type="info"
          showIcon
          title={t(stageOf(watch.order) === 'unpaid' ? 'stopped_unpaid' : 'stopped')}
          action={<Button onClick={watch.lookAgain}>{t('check_now')}</Button>}
        />
      )}
      {watch.stopped === 'refused' && (
        <RefusalNotice title={t('refused')} error={watch.error} retry={watch.lookAgain} />
      )}
    </Flex>
  );
}

type StageProps = Pick<CodeProgressProps, 'order' | 'codesHref' | 'viewer' | 'requestId'>;

function ShownStage({ order, codesHref, viewer, requestId }: StageProps) {
  const t = useTranslations('code_progress');
  const counts = { delivered: order.delivered_count, expected: order.expected_count };
  const stage = stageOf(order);
  switch (stage) {
    case 'completed':
      return (
        <Alert
          type="success"
          showIcon
          title={t('completed', { count: counts.delivered })}
          action={codesHref && <Link href={codesHref}>{t('see_codes')}</Link>}
        />
      );
    case 'failed':
      if (viewer === 'staff')
        return (
          <Alert
            type="error"
            showIcon
            title={t('failed_staff')}
            description={t('failed_staff_body', counts)}
          />
        );
      return (
        <Alert
          type="error"
          showIcon
          title={t('failed')}
          description={
            <Flex vertical gap={8}>
              <span>{t('failed_body', counts)}</span>
              <Quote label={t('order_no')} text={order.order_no} copy={t('copy_number')} />
              <Quote label={t('request_id')} text={requestId} copy={t('copy_request_id')} />
            </Flex>
          }
        />
      );
    case 'unpaid':
      return <span>{t('unpaid')}</span>;
    case 'cancelled':
      return <span>{t(order.payment_status === 'paid' ? 'cancelled_paid' : 'cancelled')}</span>;
    case 'starting':
    case 'processing':
    case 'retrying':
      return (
        <div>
          <span>{stage === 'starting' ? t('starting') : t('processing', counts)}</span>
          <Progress percent={percentOf(order)} status="active" aria-label={t('heading')} />
          {stage === 'retrying' && <span>{t('retrying', { attempt: order.fulfillment_attempts + 1 })}</span>}
        </div>
      );
  }
}

function Quote({ label, text, copy }: { label: string; text: string; copy: string }) {
  return (
    <span>
      {label} <code>{text}</code> <CopyButton text={text} label={copy} />
    </span>
  );
}

/** Says that it has ended, to those who saw it going on. */
function useEnd(order: CodeOrder, codesHref: string | undefined, viewer: CodeProgressProps['viewer']) {
  const t = useTranslations('code_progress');
  const feedback = useFeedback();
  const stage = stageOf(order);
  const before = useRef(stage);
  useEffect(() => {
    if (before.current === stage) return;
    before.current = stage;
    if (stage === 'failed') feedback.error(t(viewer === 'staff' ? 'failed_staff' : 'failed'));
    if (stage === 'completed') {
      const link = codesHref && <Link href={codesHref}>{t('see_codes')}</Link>;
      feedback.success(
        <>
          {t('completed', { count: order.delivered_count })} {link}
        </>,
      );
    }
  }, [codesHref, feedback, order.delivered_count, stage, t, viewer]);
}

/** What the server rendered around the progress is rendered again when the order has moved. */
function useFreshPage(rendered: CodeOrder, seen: CodeOrder) {
  const router = useRouter();
  const key = ({ status, payment_status, fulfillment_status, fulfillment_attempts }: CodeOrder) =>
    [status, payment_status, fulfillment_status, fulfillment_attempts].join(' ');
  const [before, after] = [key(rendered), key(seen)];
  useEffect(() => {
    if (before !== after) router.refresh();
  }, [before, after, router]);
}
