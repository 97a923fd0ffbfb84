'use client';

import { useMutation } from '@tanstack/react-query';
import { Button, Drawer, Flex, Input } from 'antd';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState, type SubmitEvent } from 'react';
import { answerOf, RefusedError } from '@/components/ui/answers';
import { useFeedback } from '@/components/ui/feedback';
import { FormField } from '@/components/ui/form-field';
import { newFormKey } from '@/components/ui/form-key';
import { RefusalNotice } from '@/components/ui/refusal-notice';
import type { Team } from '@/lib/members/schema';
import { changeTeamAction, createTeamAction } from './actions';
import { MOST_SEATS, wrongField, type Draft } from './team-draft';
import styles from './team-drawer.module.css';

type TeamDrawerProps = {
  open: boolean;
  close: () => void;
  /** Left out: a new one is made. */
  team?: Team;
};

/** Refusals that are about one field, and stand beside it. */
const ABOUT: Record<string, keyof Draft> = { ACCOUNT_TAKEN: 'account_id', SEATS_TAKEN: 'capacity' };

/** Creates a team, or gives one another name and another number of seats. */
export function TeamDrawer({ open, close, team }: TeamDrawerProps) {
  const t = useTranslations('teams');
  const router = useRouter();
  const feedback = useFeedback();
  const [before] = useState<Draft>({
    name: team?.name ?? '',
    account_id: team?.account_id ?? '',
    capacity: team ? String(team.capacity) : '',
  });
  const [draft, setDraft] = useState(before);
  const [wrong, setWrong] = useState<keyof Draft>();
  const [formKey] = useState(newFormKey);
  const saving = useMutation({
    mutationFn: async ({ name, account_id, capacity }: Draft) => {
      const fields = { name, capacity: Number(capacity) };
      return answerOf(
        team
          ? await changeTeamAction({ team_id: team.id, ...fields })
          : await createTeamAction({ account_id, ...fields }, formKey),
      );
    },
    onSuccess: () => {
      feedback.success(t(team ? 'changed_done' : 'created_done', { name: draft.name.trim() }));
      router.refresh();
      close();
    },
  });
  const least = Math.max(1, team?.seats_taken ?? 0);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const field = wrongField(draft, least);
    setWrong(field);
    if (!field && !saving.isPending) saving.mutate(draft);
  };
  const leave = () => {
    if (saving.isPending) return;
    if (JSON.stringify(draft) === JSON.stringify(before)) return close();
    feedback.dialog((modal) =>
      modal.confirm({
        title: t('discard_title'),
        content: t('discard_body'),
        okText: t('discard'),
        cancelText: t('keep_editing'),
        onOk: close,
      }),
    );
  };
  const refused = saving.error instanceof RefusedError ? ABOUT[saving.error.errorCode] : undefined;
  const errorOf = (field: keyof Draft) => {
    if (wrong) return wrong === field && t(`${field}_wrong`, { least, most: MOST_SEATS });
    return refused === field && saving.error?.message;
  };
  const input = (field: keyof Draft) => ({
    value: draft[field],
    onChange: ({ target }: { target: { value: string } }) => setDraft({ ...draft, [field]: target.value }),
  });
  return (
    <Drawer
      title={team ? t('change_title', { name: team.name }) : t('create_title')}
      size={720}
      open={open}
      onClose={leave}
      mask={{ closable: !saving.isPending }}
      classNames={{ wrapper: styles.wrapper }}
    >
      <form onSubmit={submit} noValidate>
        <FormField label={t('name')} help={t('name_help')} error={errorOf('name')}>
          {(ids) => <Input {...ids} {...input('name')} maxLength={120} />}
        </FormField>
        <FormField label={t('account')} help={t('account_help')} error={errorOf('account_id')}>
          {(ids) => <Input {...ids} {...input('account_id')} maxLength={120} disabled={team !== undefined} />}
        </FormField>
        <FormField
          label={t('capacity')}
          help={team && t('capacity_help', { taken: team.seats_taken })}
          error={errorOf('capacity')}
        >
          {(ids) => <Input {...ids} {...input('capacity')} inputMode="numeric" />}
        </FormField>
        {saving.error && !refused && !wrong && (
          <RefusalNotice title={t(team ? 'change_failed' : 'create_failed')} error={saving.error} />
        )}
        <Flex gap={8} justify="flex-end" className={styles.moves}>
          <Button onClick={leave} disabled={saving.isPending}>
            {t('cancel')}
          </Button>
          <Button type="primary" htmlType="submit" loading={saving.isPending}>
            {t(team ? 'save' : 'create')}
          </Button>
        </Flex>
      </form>
    </Drawer>
  );
}
