'use client';

import { Alert, Button, Flex, Modal } from 'antd';
import { useTranslations } from 'next-intl';
import { CopyButton } from '@/components/ui/copy-button';
import styles from './channels.module.css';

/** What a webhook's messages are signed with. A click beside it must not take away what can never be shown again. */
export function SecretDialog({ secret, close }: { secret: string; close: () => void }) {
  const t = useTranslations('alert_channels');
  return (
    <Modal
      open
      title={t('made_title')}
      footer={null}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
    >
      <Flex vertical gap={16} align="start">
        <Alert type="warning" showIcon title={t('once')} description={t('once_body')} />
        <div className={styles.secret}>
          <code>{secret}</code>
          <CopyButton text={secret} label={t('copy')} />
        </div>
        <Button type="primary" onClick={close}>
          {t('kept')}
        </Button>
      </Flex>
    </Modal>
  );
}
