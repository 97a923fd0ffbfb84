'use client';

import { Input } from 'antd';
import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { CardForm, wrongFieldOf } from '@/components/ui/card-form';
import { CardHeading } from '@/components/ui/card-heading';
import { FormField } from '@/components/ui/form-field';
import { InvitedNotice } from './invited-notice';
import type { Redeemed } from './redeemed';
import styles from './redeem.module.css';

export type RedeemFormProps = {
  redeem: (previous: Redeemed | null, form: FormData) => Promise<Redeemed>;
  code?: string;
  /** What is wrong with the code in the address, until something else is known. */
  notice?: string;
};

export function RedeemForm({ redeem, code, notice }: RedeemFormProps) {
  const t = useTranslations('redeem');
  const [answer, submit, pending] = useActionState(redeem, null);
  const result = answer?.result;
  if (result?.ok) return <InvitedNotice invitation={result.data} />;

  const error = result?.error;
  const wrongField = wrongFieldOf(error);
  return (
    <>
      <CardHeading title={t('heading')} purpose={t('purpose')} />
      <CardForm submit={submit} pending={pending} verb={t('submit')} error={error} notice={notice}>
        <FormField label={t('code')} error={wrongField === 'code' && t('code_wrong')}>
          {(ids) => (
            <Input
              {...ids}
              name="code"
              size="large"
              className={styles.code}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              placeholder="ORD1_A1B2C3D4"
              defaultValue={answer?.code ?? code}
              autoFocus={!answer && !code}
            />
          )}
        </FormField>
        <FormField label={t('email')} error={wrongField === 'email' && t('email_wrong')}>
          {(ids) => (
            <Input
              {...ids}
              name="email"
              type="email"
              size="large"
              autoComplete="email"
              defaultValue={answer?.email}
              autoFocus={!answer && Boolean(code)}
            />
          )}
        </FormField>
      </CardForm>
    </>
  );
}
