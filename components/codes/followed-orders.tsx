'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useState } from 'react';
import { isFinal } from '@/components/ui/answers';
import { useFeedback } from '@/components/ui/feedback';
import type { CodeOrder } from '@/lib/codes/schema';
import { INTERVAL_MS, isSettled } from './progress-polling';
import { stageOf } from './progress-stage';
import { orderQuery } from './use-order-watch';

const LONGEST_PAUSE_MS = 60_000;
/** Longer than other messages: it comes while somebody does something else. */
const SHOWN_SECONDS = 10;

type Drop = (orderNo: string) => void;

export function FollowedOrders({ orders, drop }: { orders: string[]; drop: Drop }) {
  return orders.map((orderNo) => <FollowedOrder key={orderNo} orderNo={orderNo} drop={drop} />);
}

function FollowedOrder({ orderNo, drop }: { orderNo: string; drop: Drop }) {
  const t = useTranslations('followed_order');
  const feedback = useFeedback();
  const router = useRouter();
  const [since] = useState(() => Date.now());
  const { data, error } = useQuery({
    ...orderQuery(orderNo),
    // What takes long is looked at less and less often.
    refetchInterval: () => Math.min(Math.max(INTERVAL_MS, (Date.now() - since) / 5), LONGEST_PAUSE_MS),
    retry: false,
  });
  const tell = useEffectEvent((order: CodeOrder) => {
    const facts = { order_no: orderNo, count: order.delivered_count };
    const stage = stageOf(order);
    if (stage === 'failed')
      feedback.error(
        <>
          {t('failed', facts)} <Link href={`/orders/${orderNo}`}>{t('see_order')}</Link>
        </>,
        SHOWN_SECONDS,
      );
    if (stage === 'completed') {
      feedback.success(
        <>
          {t('completed', facts)} <Link href={`/codes?order_no=${orderNo}`}>{t('see_codes')}</Link>
        </>,
        SHOWN_SECONDS,
      );
      // The page that is open may be a list in which they stand now.
      router.refresh();
    }
    drop(orderNo);
  });
  useEffect(() => {
    if (data && isSettled(data)) tell(data);
  }, [data]);
  useEffect(() => {
    if (isFinal(error)) drop(orderNo);
  }, [drop, error, orderNo]);
  return null;
}
