'use client';

import { Alert } from 'antd';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { timeLeft } from './time-left';

type TimeToPayProps = { expiresAt: string; now: string; lastPaymentFailed: boolean };

const TICK_MS = 1_000;

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
