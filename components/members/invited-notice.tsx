'use client';

import { Button } from 'antd';
import { useTranslations } from 'next-intl';
import { CardNotice } from '@/components/ui/card-notice';
import type { Redemption } from '@/lib/members/redeem-code';

export function InvitedNotice({ invitation: { team, email } }: { invitation: Redemption }) {
  const t = useTranslations('redeem');
  const another = (
    <Button href="/r" type="link">
      {t('another')}
    </Button>
  );
  return (
    <CardNotice
      status="success"
      title={t('invited', { team })}
      next={t('invited_next', { email })}
      extra={another}
    />
  );
}
