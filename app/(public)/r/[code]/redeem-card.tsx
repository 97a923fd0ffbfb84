import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '@/components/ui/client-messages';
import { RedeemForm } from './redeem-form';
import styles from './redeem.module.css';

type RedeemCardProps = { code?: string; distributor?: string; notice?: string };

export async function RedeemCard({ code = '', distributor, notice }: RedeemCardProps) {
  const t = await getTranslations('redeem');
  return (
    <ClientMessages of={['redeem']}>
      {distributor && <p className={styles.shop}>{distributor}</p>}
      <h1 className={styles.heading}>{t('heading')}</h1>
      <p className={styles.purpose}>{t('purpose')}</p>
      <RedeemForm code={code} notice={notice} />
    </ClientMessages>
  );
}
