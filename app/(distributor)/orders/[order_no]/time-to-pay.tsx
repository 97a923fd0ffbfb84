'use client';

import { Alert } from 'antd';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { timeLeft } from './time-left';

type TimeToPayProps = { expiresAt: string; now: string; lastPaymentFailed: boolean };

const TICK_MS = 1_000;
/** Once the time is over, how often and how many times to see whether the order has been cancelled. */
const LOOK_MS = 10_000;
const LOOKS = 12;

/** How long the order still waits for its payment, to the second. */
export function TimeToPay({ expiresAt, now, lastPaymentFailed }: TimeToPayProps) {
  const t = useTranslations('code_order');
  // The server's time first, so that both sides write the same; the browser's from then on.
  const [moment, setMoment] = useState(() => Date.parse(now));
  useEffect(() => {
    const ahead = Date.parse(now) - Date.now();
    const timer = setInterval(() => setMoment(Date.now() + ahead), TICK_MS);
    return () => clearInterval(timer);
  }, [now]);
  const left = timeLeft(expiresAt, moment);
  useCancelledPage(left === null);
  const within = left && t('pay_within', { left });
  return lastPaymentFailed && left ? (
    <Alert
      type="warning"
      showIcon
      title={t('payment_failed_title')}
      description={
        <>
          {t('payment_failed_body')} {within}
        </>
      }
    />
  ) : (
    <Alert type="info" showIcon title={within ?? t('pay_over')} />
  );
}

/** Reads the page anew until the cancelled order takes this component away. */
function useCancelledPage(isOver: boolean) {
  const router = useRouter();
  useEffect(() => {
    if (!isOver) return;
    let looks = 0;
    const timer = setInterval(() => {
      looks += 1;
      if (looks >= LOOKS) clearInterval(timer);
      router.refresh();
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [isOver, router]);
}
