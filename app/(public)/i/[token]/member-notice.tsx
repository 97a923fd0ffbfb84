'use client';

import { Result } from 'antd';
import { useTranslations } from 'next-intl';
import styles from './invitation.module.css';

export function MemberNotice({ team }: { team: string }) {
  const t = useTranslations('invitation');
  return (
    <div role="status">
      <Result
        className={styles.accepted}
        status="success"
        title={<h1 className={styles.heading}>{t('accepted', { team })}</h1>}
        subTitle={t('accepted_next')}
      />
    </div>
  );
}
