'use client';

import { useMutation } from '@tanstack/react-query';
import { Button, Drawer, Input } from 'antd';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useId, useState, type SubmitEvent } from 'react';
import { answerOf, RefusedError } from '@/components/ui/answers';
import { FormField } from '@/components/ui/form-field';
import { RefusalNotice } from '@/components/ui/refusal-notice';
import { useLeaveGuard } from '@/components/ui/use-leave-guard';
import { EVENT_TYPES, type EventType } from '@/lib/webhooks/schema';
import type { Endpoint } from '@/lib/webhooks/list-endpoints';
import { EventText } from './event-text';
import { NewSecret } from './new-secret';
import type { WebhookActions } from './webhook-actions';
import styles from './webhooks.module.css';

type EndpointDrawerProps = {
  open: boolean;
  close: () => void;
  whose: 'me' | number;
  actions: WebhookActions;
  /** Left out: a new one. */
  endpoint?: Endpoint;
};

/** Where an endpoint is and what it is told; a new one shows its secret afterwards, this once. */
export function EndpointDrawer({ open, close, whose, actions, endpoint }: EndpointDrawerProps) {
  const t = useTranslations('webhooks');
  const router = useRouter();
  const legend = useId();
  const [draft, setDraft] = useState({
    url: endpoint?.url ?? 'https://',
    description: endpoint?.description ?? '',
    events: endpoint?.events ?? [...EVENT_TYPES],
  });
  const [before] = useState(draft);
  const [wrong, setWrong] = useState<'url' | 'events'>();
  const saving = useMutation({
    mutationFn: async (): Promise<string | undefined> => {
      if (!endpoint) return answerOf(await actions.create({ whose, ...draft })).secret;
      answerOf(await actions.change({ endpoint_id: endpoint.id, ...draft }));
      return undefined;
    },
    onSuccess: (secret) => {
      router.refresh();
      if (!secret) close();
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = draft.events.length === 0 ? 'events' : URL.canParse(draft.url) ? undefined : 'url';
    setWrong(found);
    if (!found && !saving.isPending) saving.mutate();
  };
  const touched = JSON.stringify(draft) !== JSON.stringify(before) && !saving.isSuccess;
  const leave = useLeaveGuard({ open, touched, busy: saving.isPending, close });
  const refused = saving.error instanceof RefusedError ? saving.error : undefined;
  const urlRefused = !wrong && refused?.field === 'url' ? refused.message : undefined;
  // A click beside the drawer must not take away what can never be shown again.
  const mayLeave = !saving.isPending && !saving.data;
  const choose = (type: EventType, chosen: boolean) => {
    setWrong(undefined);
    const events = EVENT_TYPES.filter((one) => (one === type ? chosen : draft.events.includes(one)));
    setDraft({ ...draft, events });
  };
  return (
    <Drawer
      open={open}
      title={t(endpoint ? 'change' : 'add')}
      size={720}
      onClose={leave}
      closable={!saving.isPending}
      keyboard={mayLeave}
      mask={{ closable: mayLeave }}
      destroyOnHidden
      styles={{ wrapper: { maxWidth: '100%' } }}
    >
      {saving.data ? (
        <NewSecret secret={saving.data} close={close} />
      ) : (
        <form className={styles.form} onSubmit={submit} noValidate>
          <FormField
            label={t('url')}
            error={wrong === 'url' ? t('url_wrong') : urlRefused}
            help={t('url_help')}
          >
            {(ids) => (
              <Input
                {...ids}
                name="url"
                inputMode="url"
                autoComplete="off"
                value={draft.url}
                onChange={({ target }) => setDraft({ ...draft, url: target.value })}
              />
            )}
          </FormField>
          <FormField label={t('description')} error={undefined} help={t('description_help')}>
            {(ids) => (
              <Input
                {...ids}
                name="description"
                maxLength={200}
                autoComplete="off"
                value={draft.description}
                onChange={({ target }) => setDraft({ ...draft, description: target.value })}
              />
            )}
          </FormField>
          <fieldset className={styles.events} aria-describedby={wrong === 'events' ? legend : undefined}>
            <legend>{t('events')}</legend>
            {EVENT_TYPES.map((type) => (
              // oxlint-disable-next-line jsx-a11y/label-has-associated-control -- its text is the event's name and what it means
              <label key={type} className={styles.event}>
                <input
                  type="checkbox"
                  name={type}
                  checked={draft.events.includes(type)}
                  onChange={({ target }) => choose(type, target.checked)}
                />
                <span>
                  <code>{type}</code>
                  <small>
                    <EventText type={type} />
                  </small>
                </span>
              </label>
            ))}
            {wrong === 'events' && (
              <p id={legend} role="alert" className={styles.wrong}>
                {t('events_wrong')}
              </p>
            )}
          </fieldset>
          {saving.error && !urlRefused && !wrong && (
            <RefusalNotice title={t('save_failed')} error={saving.error} />
          )}
          <Button type="primary" htmlType="submit" loading={saving.isPending}>
            {t(endpoint ? 'save' : 'add')}
          </Button>
        </form>
      )}
    </Drawer>
  );
}
