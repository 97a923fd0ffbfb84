'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { answerOf } from '@/components/ui/answers';
import { useFeedback } from '@/components/ui/feedback';
import { FieldsDrawer } from '@/components/ui/fields-drawer';
import type { CreateChannelInput } from '@/lib/monitoring/schema';
import { CHANNEL_KINDS, CHANNEL_LOCALES } from '@/lib/monitoring/shape';
import { createAlertChannelAction } from './actions';

type Draft = Record<'kind' | 'name' | 'locale' | 'url' | 'secret', string>;

type ChannelDrawerProps = {
  open: boolean;
  close: () => void;
  /** The channel was made; its secret, where it is to be shown. */
  made: (secret: string | undefined) => void;
};

export function ChannelDrawer({ open, close, made }: ChannelDrawerProps) {
  const t = useTranslations('alert_channels');
  const router = useRouter();
  const feedback = useFeedback();
  const run = async ({ kind, name, locale, url, secret }: Draft) => {
    const created = answerOf(
      await createAlertChannelAction({
        kind: kind as CreateChannelInput['kind'],
        name,
        locale: locale as CreateChannelInput['locale'],
        url,
        secret: secret.trim() || null,
      }),
    );
    made(created.secret ?? undefined);
    feedback.success(t('created_done'));
    router.refresh();
  };
  return (
    <FieldsDrawer<keyof Draft>
      open={open}
      close={close}
      title={t('create')}
      fields={[
        {
          name: 'kind',
          label: t('kind'),
          wrong: t('kind_wrong'),
          options: CHANNEL_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) })),
        },
        { name: 'name', label: t('name'), help: t('name_help'), wrong: t('name_wrong') },
        {
          name: 'locale',
          label: t('locale'),
          wrong: t('locale_wrong'),
          options: CHANNEL_LOCALES.map((value) => ({ value, label: t(`locales.${value}`) })),
        },
        { name: 'url', label: t('url'), help: t('url_help'), wrong: t('url_wrong') },
        { name: 'secret', label: t('secret'), help: t('secret_help'), wrong: t('secret_wrong') },
      ]}
      before={{ kind: 'SLACK', name: '', locale: 'en', url: '', secret: '' }}
      isRight={isRight}
      about={{ TARGET_REFUSED: 'url' }}
      verb={t('create')}
      failed={t('create_failed')}
      run={run}
    />
  );
}

function isRight(field: keyof Draft, value: string) {
  if (field === 'name') return value !== '' && value.length <= 80;
  if (field === 'url') return /^https?:\/\/\S+$/i.test(value) && value.length <= 2_000;
  return field !== 'secret' || value.length <= 200;
}
