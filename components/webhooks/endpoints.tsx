'use client';

import { PlusOutlined } from '@ant-design/icons';
import { Button, Flex } from 'antd';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { ActionButton } from '@/components/ui/action-button';
import { EmptyState } from '@/components/ui/empty-state';
import { ListTable } from '@/components/ui/list-table';
import { RelativeTime } from '@/components/ui/relative-time';
import { Section } from '@/components/ui/section';
import { StatusTag } from '@/components/ui/status-tag';
import { useDrawer } from '@/components/ui/use-drawer';
import type { Endpoint } from '@/lib/webhooks/list-endpoints';
import { useWebhookActions, type WebhookActions } from './webhook-actions';
import styles from './webhooks.module.css';

const EndpointDrawer = dynamic(() => import('./endpoint-drawer').then((file) => file.EndpointDrawer));
const EndpointDialog = dynamic(() => import('./endpoint-dialog').then((file) => file.EndpointDialog));
const RotateDrawer = dynamic(() => import('./rotate-drawer').then((file) => file.RotateDrawer));

type EndpointsProps = { endpoints: Endpoint[]; whose: 'me' | number };
type Move = 'change' | 'rotate' | 'disable' | 'remove';

/** A moment within a sentence. */
const timeOf = (at: string) => () => <RelativeTime at={at} />;

/** The endpoints of a distributor and what can be done about them. */
export function Endpoints({ endpoints, whose }: EndpointsProps) {
  const actions = useWebhookActions();
  const t = useTranslations('webhooks');
  const [creation, moving] = [useDrawer('endpoint'), useDrawer()];
  const [asked, setAsked] = useState<{ move: Move; endpoint: Endpoint }>();
  const addButton = (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} aria-haspopup="dialog" onClick={creation.show}>
      {t('add')}
    </Button>
  );
  const ask = (move: Move, endpoint: Endpoint) => {
    setAsked({ move, endpoint });
    moving.show();
  };
  const moveButton = (move: Move, endpoint: Endpoint) => (
    <Button
      size="small"
      danger={move === 'remove'}
      aria-haspopup="dialog"
      aria-label={t(`${move}_named`, { url: endpoint.url })}
      onClick={() => ask(move, endpoint)}
    >
      {t(move)}
    </Button>
  );
  const drawer = asked && moving.drawer && { ...moving.drawer, endpoint: asked.endpoint, actions };
  return (
    <Section title={t('endpoints')} extra={endpoints.length > 0 && addButton}>
      <ListTable
        label={t('endpoints')}
        rows={endpoints}
        rowKey={({ id }) => id}
        empty={<EmptyState action={addButton}>{t('none')}</EmptyState>}
        columns={[
          {
            key: 'url',
            title: t('url'),
            phone: 'head',
            render: ({ url, description }) => (
              <span className={styles.address}>
                <span>{url}</span>
                {description && <small>{description}</small>}
              </span>
            ),
          },
          {
            key: 'state',
            title: t('state'),
            render: ({ state, previous_until: until, failing_since: since }) => (
              <span className={styles.state}>
                <StatusTag kind="webhook_endpoint" value={state} />
                {since && state === 'failing' && (
                  <small>{t.rich('failing_since', { time: timeOf(since) })}</small>
                )}
                {until && <small>{t.rich('both_sign', { time: timeOf(until) })}</small>}
              </span>
            ),
          },
          {
            key: 'events',
            title: t('events'),
            render: ({ events }) => <span className={styles.types}>{events.join(', ')}</span>,
          },
          {
            key: 'actions',
            title: t('actions'),
            align: 'right',
            render: (endpoint) => (
              <Flex gap={8} wrap justify="flex-end">
                {endpoint.state === 'on' || endpoint.state === 'failing' ? (
                  <>
                    <Test endpoint={endpoint} test={actions.test} />
                    {moveButton('change', endpoint)}
                    {moveButton('rotate', endpoint)}
                    {moveButton('disable', endpoint)}
                  </>
                ) : (
                  <>
                    <ActionButton
                      key="enable"
                      verb={t('enable')}
                      named={t('enable_named', { url: endpoint.url })}
                      run={() => actions.enable({ endpoint_id: endpoint.id })}
                      done={t('enable_done')}
                      failed={t('enable_failed')}
                    />
                    {moveButton('change', endpoint)}
                  </>
                )}
                {moveButton('remove', endpoint)}
              </Flex>
            ),
          },
        ]}
      />
      {creation.drawer && (
        <EndpointDrawer {...creation.drawer} key={creation.drawer.key} whose={whose} actions={actions} />
      )}
      {drawer && asked.move === 'change' && <EndpointDrawer {...drawer} key={drawer.key} whose={whose} />}
      {drawer && asked.move === 'rotate' && (
        <RotateDrawer {...drawer} key={drawer.key} rotate={actions.rotate} />
      )}
      {drawer && (asked.move === 'disable' || asked.move === 'remove') && (
        <EndpointDialog {...drawer} key={drawer.key} move={asked.move} />
      )}
    </Section>
  );
}

/** May be pressed again: each time another test is sent. */
function Test({ endpoint, test }: { endpoint: Endpoint; test: WebhookActions['test'] }) {
  const t = useTranslations('webhooks');
  const [sent, setSent] = useState(0);
  return (
    <ActionButton
      key={sent}
      verb={t('test')}
      named={t('test_named', { url: endpoint.url })}
      run={async () => {
        const answer = await test({ endpoint_id: endpoint.id });
        setTimeout(() => setSent((before) => before + 1), 1_000);
        return answer;
      }}
      done={t('test_done')}
      failed={t('test_failed')}
    />
  );
}
