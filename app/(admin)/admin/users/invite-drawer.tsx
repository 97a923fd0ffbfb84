'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { answerOf } from '@/components/ui/answers';
import { useFeedback } from '@/components/ui/feedback';
import { FieldsDrawer } from '@/components/ui/fields-drawer';
import { inviteStaffAction } from './actions';

type Field = 'email' | 'name' | 'role';
const ROLES = ['OPERATOR', 'ADMIN'] as const;
const EMPTY: Record<Field, string> = { email: '', name: '', role: 'OPERATOR' };

const isRight = (field: Field, value: string) =>
  field === 'email' ? /^[^\s@]+@[^\s@]+$/.test(value) : value !== '' && value.length <= 120;

/** Somebody new of the house: the mail that invites them is sent instead of a password that is told. */
export function InviteDrawer({ open, close }: { open: boolean; close: () => void }) {
  const t = useTranslations('users');
  const router = useRouter();
  const feedback = useFeedback();
  const run = async ({ email, name, role }: Record<Field, string>, formKey: string) => {
    const chosen = role === 'ADMIN' ? role : 'OPERATOR';
    answerOf(await inviteStaffAction({ email, name, role: chosen }, formKey));
    feedback.success(t('invited', { email: email.trim() }));
    router.refresh();
  };
  const options = ROLES.map((value) => ({ value, label: t(`role_of.${value}`) }));
  return (
    <FieldsDrawer
      open={open}
      close={close}
      title={t('invite')}
      fields={[
        {
          name: 'email',
          label: t('email'),
          help: t('email_help'),
          wrong: t('email_wrong'),
          inputMode: 'email',
        },
        { name: 'name', label: t('name'), wrong: t('name_wrong') },
        { name: 'role', label: t('role'), help: t('role_help'), wrong: t('role_help'), options },
      ]}
      before={EMPTY}
      isRight={isRight}
      verb={t('send_invitation')}
      failed={t('invite_failed')}
      run={run}
    />
  );
}
