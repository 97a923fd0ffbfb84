'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { CardForm } from '@/components/ui/card-form';
import { CardHeading } from '@/components/ui/card-heading';
import { acceptAction } from './actions';
import { MemberNotice } from './member-notice';

type AcceptFormProps = { token: string; team: string; email: string };

/** A button, not the link alone: programs that look through mail open every link in it. */
export function AcceptForm({ token, team, email }: AcceptFormProps) {
  const t = useTranslations('invitation');
  const [answer, submit, pending] = useActionState(acceptAction, null);
  if (answer?.ok) return <MemberNotice team={answer.data.team} />;
  return (
    <>
      <CardHeading title={t('heading', { team })} purpose={t('purpose', { email })} />
      <CardForm submit={submit} pending={pending} verb={t('accept')} error={answer?.error}>
        <input type="hidden" name="token" value={token} />
      </CardForm>
    </>
  );
}
