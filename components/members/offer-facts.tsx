import { useFormatter, useTranslations } from 'next-intl';
import { Facts } from '@/components/ui/facts';
import { MoneyText } from '@/components/ui/money-text';
import type { CodeOffer } from '@/lib/members/find-code-offer';
import styles from './redeem.module.css';

/** What a code gives, and what that costs in the house's own list. */
export function OfferFacts({ offer }: { offer: CodeOffer }) {
  const t = useTranslations('redeem');
  const format = useFormatter();
  const { plan, price, currency, validity_days: days, expires_at: expires } = offer;
  return (
    <div className={styles.offer}>
      <Facts
        facts={[
          { label: t('plan'), value: plan },
          { label: t('price'), value: <MoneyText amount={price} currency={currency} /> },
          { label: t('membership'), value: days ? t('membership_days', { days }) : t('membership_no_end') },
          {
            label: t('redeem_until'),
            value: expires && format.dateTime(new Date(expires), { dateStyle: 'long' }),
          },
        ]}
      />
    </div>
  );
}
