'use client';

import { Alert } from 'antd';
import { useTranslations } from 'next-intl';

/** Whether the payer was charged is not known yet: paying again is the one thing not to do. */
export function UndecidedPayment() {
  const t = useTranslations('code_order');
  return <Alert type="warning" showIcon title={t('undecided_title')} description={t('undecided_body')} />;
}
