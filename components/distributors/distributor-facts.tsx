import { useTranslations } from 'next-intl';
import { EmailText } from '@/components/ui/email-text';
import { Facts } from '@/components/ui/facts';
import { MoneyText } from '@/components/ui/money-text';
import { RelativeTime } from '@/components/ui/relative-time';
import { Section } from '@/components/ui/section';
import type { Distributor } from '@/lib/distributors/get-distributor';
import styles from './distributor-view.module.css';

/** What is known about a distributor. */
export function DistributorFacts({ distributor }: { distributor: Distributor }) {
  const t = useTranslations('distributors');
  const {
    email,
    slug,
    unit_price: price,
    currency,
    codes_stopped_at: stopped,
    last_sign_in_at: signedIn,
    created_at: created,
  } = distributor;
  return (
    <div className={styles.facts}>
      <Section title={t('facts')}>
        <Facts
          facts={[
            { label: t('field.email'), value: <EmailText email={email} /> },
            { label: t('field.slug'), value: <code>{slug}</code> },
            { label: t('field.unit_price'), value: <MoneyText amount={price} currency={currency} /> },
            { label: t('codes_stopped'), value: stopped && <RelativeTime at={stopped} /> },
            {
              label: t('last_sign_in'),
              value: signedIn ? <RelativeTime at={signedIn} /> : t('never_signed_in'),
            },
            { label: t('created'), value: <RelativeTime at={created} /> },
          ]}
        />
      </Section>
    </div>
  );
}
