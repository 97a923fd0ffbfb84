'use client';

import { Button } from 'antd';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { ListTable } from '@/components/ui/list-table';
import { RelativeTime } from '@/components/ui/relative-time';
import { Section } from '@/components/ui/section';
import { StatusTag } from '@/components/ui/status-tag';
import { useDrawer } from '@/components/ui/use-drawer';
import type { listSessions } from '@/lib/accounts/list-sessions';
import styles from './account.module.css';

const EndDialog = dynamic(() => import('./end-dialog').then((file) => file.EndDialog));

type Session = Awaited<ReturnType<typeof listSessions>>[number];

/** Where one is signed in, and the way to end that from here. */
export function Sessions({ sessions }: { sessions: Session[] }) {
  const t = useTranslations('account');
  const nameOf = useDeviceName();
  const [ending, setEnding] = useState<Session | 'others'>('others');
  const { show, drawer } = useDrawer();
  const ask = (which: Session | 'others') => {
    setEnding(which);
    show();
  };
  const others = sessions.filter(({ is_present }) => !is_present).length;
  return (
    <Section
      title={t('sessions')}
      extra={
        others > 0 && (
          <Button danger aria-haspopup="dialog" onClick={() => ask('others')}>
            {t('end_others')}
          </Button>
        )
      }
    >
      <p className={styles.help}>{t('sessions_purpose')}</p>
      <ListTable
        label={t('sessions')}
        rows={sessions}
        rowKey={({ id }) => id}
        columns={[
          { key: 'device', title: t('device'), phone: 'head', render: nameOf },
          {
            key: 'seen',
            title: t('seen'),
            render: (session) =>
              session.is_present ? (
                <StatusTag kind="session" value="present" />
              ) : (
                <RelativeTime at={session.seen_at} />
              ),
          },
          { key: 'ip', title: t('address'), render: ({ ip }) => <code>{ip}</code> },
          { key: 'since', title: t('signed_in'), render: ({ created_at: at }) => <RelativeTime at={at} /> },
          {
            key: 'actions',
            title: t('actions'),
            align: 'right',
            render: (session) =>
              session.is_present || (
                <Button
                  danger
                  size="small"
                  aria-haspopup="dialog"
                  aria-label={t('end_named', { device: nameOf(session) })}
                  onClick={() => ask(session)}
                >
                  {t('end')}
                </Button>
              ),
          },
        ]}
      />
      {drawer && (
        <EndDialog
          {...drawer}
          key={drawer.key}
          session={ending === 'others' ? undefined : { id: ending.id, device: nameOf(ending) }}
          others={others}
        />
      )}
    </Section>
  );
}

function useDeviceName() {
  const t = useTranslations('account');
  return ({ device: { browser, system } }: Session) => {
    if (browser && system) return t('browser_on', { browser, system });
    return browser ?? system ?? t('unknown_device');
  };
}
