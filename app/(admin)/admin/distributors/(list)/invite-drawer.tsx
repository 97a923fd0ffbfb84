'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { answerOf } from '@/components/ui/answers';
import { useFeedback } from '@/components/ui/feedback';
import { FieldsDrawer } from '@/components/ui/fields-drawer';
import { inviteDistributorAction } from './actions';
import {
  EMPTY_INVITE,
  followName,
  INVITE_FIELDS,
  isInviteFieldRight,
  type InviteDraft,
} from './invite-draft';

const KEYBOARDS = {
  email: 'email',
  unit_price: 'decimal',
  name: undefined,
  slug: undefined,
  currency: undefined,
} as const;

/** Makes a distributor, who gets a mail to set a password. */
export function InviteDrawer({ open, close }: { open: boolean; close: () => void }) {
  const t = useTranslations('distributors');
  const router = useRouter();
  const feedback = useFeedback();
  const run = async (draft: InviteDraft, formKey: string) => {
    const read = Object.fromEntries(INVITE_FIELDS.map((name) => [name, draft[name].trim()])) as InviteDraft;
    answerOf(await inviteDistributorAction(read, formKey));
    feedback.success(t('created_done', { email: read.email }));
    router.refresh();
  };
  return (
    <FieldsDrawer
      open={open}
      close={close}
      title={t('create')}
      fields={INVITE_FIELDS.map((name) => ({
        name,
        label: t(`field.${name}`),
        help: t(`help.${name}`),
        wrong: t(`wrong.${name}`),
        inputMode: KEYBOARDS[name],
      }))}
      before={EMPTY_INVITE}
      isRight={isInviteFieldRight}
      follow={followName}
      about={{ EMAIL_TAKEN: 'email', SLUG_TAKEN: 'slug' }}
      verb={t('create')}
      failed={t('create_failed')}
      run={run}
    />
  );
}
