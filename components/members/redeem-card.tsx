import { ClientMessages } from '@/components/ui/client-messages';
import { RedeemForm, type RedeemFormProps } from './redeem-form';

export async function RedeemCard(props: RedeemFormProps) {
  return (
    <ClientMessages of={['redeem']}>
      <RedeemForm {...props} />
    </ClientMessages>
  );
}
