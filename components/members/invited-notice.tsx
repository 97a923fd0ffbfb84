'use client';

import { Button, Result } from 'antd';
import { useTranslations } from 'next-intl';
import { CardHeading } from '@/components/ui/card-heading';
import type { Redemption } from '@/lib/members/redeem-code';
import styles from './redeem.module.css';

export function InvitedNotice({ invitation: { team, email } }: { invitation: Redemption }) {
  const t = useTranslations('redeem');
  return (
    <div role="status">
      <Result
        className={styles.invited}
        status="success"
        title={<CardHeading title={t('invited', { team })} />}
        subTitle={t('invited_next', { email })}
        extra={
          <Button href="/r" type="link">
            {t('another')}
          </Button>
        }
      />
    </div>
  );
}
