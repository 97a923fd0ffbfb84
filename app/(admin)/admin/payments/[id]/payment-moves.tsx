'use client';

import { Button } from 'antd';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useDrawer } from '@/components/ui/use-drawer';
import type { PaymentDetail } from '@/lib/payments/get-payment';

const RefundDialog = dynamic(() => import('./refund-dialog').then((file) => file.RefundDialog), {
  ssr: false,
});

/** What can be done with a payment that came. */
export function PaymentMoves({ payment }: { payment: Pick<PaymentDetail, 'id' | 'currency'> }) {
  const t = useTranslations('refund_dialog');
  const { show, drawer } = useDrawer('refund');
  return (
    <>
      <Button danger aria-haspopup="dialog" onClick={show}>
        {t('open')}
      </Button>
      {drawer && <RefundDialog open={drawer.open} close={drawer.close} key={drawer.key} payment={payment} />}
    </>
  );
}
