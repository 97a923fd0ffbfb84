'use client';

import { Progress } from 'antd';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import type { CodeOrder } from '@/lib/codes/schema';
import { isSettled } from './progress-polling';
import { percentOf } from './progress-stage';
import { useOrderWatch, type ReadOrder } from './use-order-watch';

/** The progress of an order that is being issued, in its row of a list; the list is read anew once it has ended. */
export function RowProgress({ order, read }: { order: CodeOrder; read?: ReadOrder }) {
  const t = useTranslations('code_progress');
  const router = useRouter();
  const { order: seen } = useOrderWatch(order, read);
  const ended = isSettled(seen) && !isSettled(order);
  useEffect(() => {
    if (ended) router.refresh();
  }, [ended, router]);
  const counts = { delivered: seen.delivered_count, expected: seen.expected_count };
  return (
    <div title={t('row', counts)}>
      <Progress
        percent={percentOf(seen)}
        size="small"
        status="active"
        aria-label={t('row_label', { order_no: seen.order_no })}
      />
    </div>
  );
}
