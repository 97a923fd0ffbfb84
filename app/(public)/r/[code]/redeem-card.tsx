import { ClientMessages } from '@/components/ui/client-messages';
import { RedeemForm } from './redeem-form';
import styles from './redeem.module.css';

type RedeemCardProps = { code?: string; distributor?: string; notice?: string };

export function RedeemCard({ code = '', distributor, notice }: RedeemCardProps) {
  return (
    <ClientMessages of={['redeem']}>
      {distributor && <p className={styles.shop}>{distributor}</p>}
      <RedeemForm code={code} notice={notice} />
    </ClientMessages>
  );
}
