'use client';

import { Button, Input } from 'antd';
import { useTranslations } from 'next-intl';
import { useActionState, useId } from 'react';
import { ErrorNotice } from '@/components/ui/error-notice';
import type { TellingFault } from '@/lib/payments/schema';
import { playAction } from './actions';
import styles from './pay.module.css';

/** Native forms: each button says how the payment ends, with and without scripts. */
export function PlayForm({
  reference,
  longestDelay,
  faults,
}: {
  reference: string;
  longestDelay: number;
  faults: readonly TellingFault[];
}) {
  const t = useTranslations('sandbox');
  const [refused, submit, pending] = useActionState(playAction, null);
  const delay = useId();
  return (
    <>
      {refused && (
        <ErrorNotice title={t('failed')} message={refused.message} requestId={refused.request_id} />
      )}
      <form action={submit} className={styles.form}>
        <input type="hidden" name="reference" value={reference} />
        <Button type="primary" size="large" block htmlType="submit" name="play" value="pay" loading={pending}>
          {t('pay')}
        </Button>
        <Button size="large" block htmlType="submit" name="play" value="decline" disabled={pending}>
          {t('decline')}
        </Button>
        <Button block htmlType="submit" name="play" value="pay_twice" disabled={pending}>
          {t('pay_twice')}
        </Button>
      </form>
      <form action={submit} className={styles.late}>
        <input type="hidden" name="reference" value={reference} />
        <input type="hidden" name="play" value="pay_late" />
        <label htmlFor={delay}>{t('delay')}</label>
        <Input
          id={delay}
          name="delay_seconds"
          type="number"
          defaultValue={60}
          min={1}
          max={longestDelay}
          required
        />
        <Button htmlType="submit" disabled={pending}>
          {t('pay_late')}
        </Button>
      </form>
      <details className={styles.wrongly}>
        <summary>{t('wrongly')}</summary>
        <form action={submit} className={styles.form}>
          <input type="hidden" name="reference" value={reference} />
          {faults.map((fault) => (
            <Button key={fault} block htmlType="submit" name="play" value={fault} disabled={pending}>
              {t(`tell.${fault}`)}
            </Button>
          ))}
        </form>
      </details>
    </>
  );
}
