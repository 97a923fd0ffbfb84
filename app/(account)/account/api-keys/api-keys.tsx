'use client';

import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import { ListTable } from '@/components/ui/list-table';
import { PageHeader } from '@/components/ui/page-header';
import { RelativeTime } from '@/components/ui/relative-time';
import { useDrawer } from '@/components/ui/use-drawer';
import type { listApiKeys } from '@/lib/accounts/list-api-keys';

const CreateKeyDrawer = dynamic(() => import('./create-key-drawer').then((file) => file.CreateKeyDrawer));
const RevokeDialog = dynamic(() => import('./revoke-dialog').then((file) => file.RevokeDialog));

type ApiKey = Awaited<ReturnType<typeof listApiKeys>>[number];

export function ApiKeys({ keys }: { keys: ApiKey[] }) {
  const t = useTranslations('api_keys');
  const [creation, revocation] = [useDrawer('key'), useDrawer()];
  const [revoking, setRevoking] = useState<ApiKey>();
  const createButton = (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} aria-haspopup="dialog" onClick={creation.show}>
      {t('create')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('title')} purpose={t('purpose')} action={keys.length > 0 && createButton} />
      <ListTable
        label={t('title')}
        rows={keys}
        rowKey={({ id }) => id}
        empty={<EmptyState action={createButton}>{t('none')}</EmptyState>}
        columns={[
          { key: 'name', title: t('name'), phone: 'head', render: ({ name }) => name },
          { key: 'prefix', title: t('prefix'), render: ({ prefix }) => <code>{prefix}…</code> },
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
                onClick={() => {
                  setRevoking(key);
                  revocation.show();
                }}
              >
                {t('revoke')}
              </Button>
            ),
          },
        ]}
      />
      {creation.drawer && <CreateKeyDrawer {...creation.drawer} key={creation.drawer.key} />}
      {revoking && revocation.drawer && (
        <RevokeDialog {...revocation.drawer} key={revocation.drawer.key} apiKey={revoking} />
      )}
    </>
  );
}
