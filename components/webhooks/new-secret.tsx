'use client';

import { Alert, Button, Flex } from 'antd';
import { useTranslations } from 'next-intl';
import { CopyButton } from '@/components/ui/copy-button';
import styles from './webhooks.module.css';

/** A secret, the one time that it is shown. */
export function NewSecret({ secret, close }: { secret: string; close: () => void }) {
  const t = useTranslations('webhooks');
  return (
    <Flex vertical gap={16} align="start">
      <Alert type="warning" showIcon title={t('once')} description={t('once_body')} />
      <div className={styles.secret}>
        <code>{secret}</code>
        <CopyButton text={secret} label={t('copy_secret')} />
      </div>
      <Button type="primary" onClick={close}>
        {t('kept')}
      </Button>
    </Flex>
  );
}
