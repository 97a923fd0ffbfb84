'use client';

import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { answerOf } from '@/components/ui/answers';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { useFeedback } from '@/components/ui/feedback';
import { ListTable } from '@/components/ui/list-table';
import { RelativeTime } from '@/components/ui/relative-time';
import { Section } from '@/components/ui/section';
import type { listApiKeys } from '@/lib/accounts/list-api-keys';
import styles from './account.module.css';
import { revokeApiKeyAction } from './actions';
import { CreateKeyDrawer } from './create-key-drawer';

type ApiKey = Awaited<ReturnType<typeof listApiKeys>>[number];

export function ApiKeys({ keys }: { keys: ApiKey[] }) {
  const t = useTranslations('account');
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey>();
  const createButton = (
    <Button icon={<PlusOutlined />} aria-haspopup="dialog" onClick={() => setCreating(true)}>
      {t('create_key')}
    </Button>
  );
  return (
    <Section title={t('keys')} extra={keys.length > 0 && createButton}>
      <p className={styles.help}>{t('keys_purpose')}</p>
      <ListTable
        label={t('keys')}
        rows={keys}
        rowKey={({ id }) => id}
        empty={<EmptyState action={createButton}>{t('no_keys')}</EmptyState>}
        columns={[
          { key: 'name', title: t('key_name'), phone: 'head', render: ({ name }) => name },
          { key: 'prefix', title: t('key_prefix'), render: ({ prefix }) => <code>{prefix}…</code> },
          {
            key: 'last_used',
            title: t('last_used'),
            render: ({ last_used_at: at }) => (at ? <RelativeTime at={at} /> : t('never_used')),
          },
          { key: 'created', title: t('created'), render: ({ created_at: at }) => <RelativeTime at={at} /> },
          {
            key: 'actions',
            title: t('actions'),
            align: 'right',
            render: (key) => (
              <Button
                danger
                size="small"
                aria-haspopup="dialog"
                aria-label={t('revoke_named', { name: key.name })}
                onClick={() => setRevoking(key)}
              >
                {t('revoke')}
              </Button>
            ),
          },
        ]}
      />
      {creating && <CreateKeyDrawer close={() => setCreating(false)} />}
      <RevokeDialog apiKey={revoking} close={() => setRevoking(undefined)} />
    </Section>
  );
}

function RevokeDialog({ apiKey, close }: { apiKey?: ApiKey; close: () => void }) {
  const t = useTranslations('account');
  const router = useRouter();
  const feedback = useFeedback();
  const name = apiKey?.name ?? '';
  const revoke = async () => {
    if (!apiKey) return;
    answerOf(await revokeApiKeyAction({ api_key_id: apiKey.id }));
    feedback.success(t('revoked', { name }));
    router.refresh();
  };
  return (
    <ConfirmDialog
      open={apiKey !== undefined}
      close={close}
      title={t('revoke_title', { name })}
      verb={t('revoke')}
      keep={t('keep_key')}
      danger
      failed={t('revoke_failed')}
      run={revoke}
    >
      {t('revoke_body', { prefix: apiKey?.prefix ?? '' })}
    </ConfirmDialog>
  );
}
