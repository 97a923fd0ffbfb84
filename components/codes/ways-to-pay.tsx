'use client';

import { useTranslations } from 'next-intl';
import type { WayToPay } from '@/lib/payments/list-ways-to-pay';
import styles from './choice-cards.module.css';
import { useWayName } from './use-way-name';

type WaysToPayProps = {
  ways: WayToPay[];
  chosen: string | undefined;
  choose: (method: string) => void;
  disabled: boolean;
};

/** How this order can be paid, as cards. They are radio buttons, as the plans are. */
export function WaysToPay({ ways, chosen, choose, disabled }: WaysToPayProps) {
  const t = useTranslations('buy_codes');
  const nameOf = useWayName();
  return (
    <fieldset className={styles.cards} disabled={disabled}>
      <legend>{t('ways')}</legend>
      {ways.map(({ method, charged }) => (
        <label key={method} className={styles.card}>
          <input
            type="radio"
            name="way"
            value={method}
            checked={method === chosen}
            onChange={() => choose(method)}
          />
          <span className={styles.name}>{nameOf(method)}</span>
          <span className={styles.more}>{t(charged ? 'way_charged' : 'way_page')}</span>
        </label>
      ))}
    </fieldset>
  );
}
