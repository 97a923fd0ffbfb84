'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { answerOf } from '@/components/ui/answers';
import { useFeedback } from '@/components/ui/feedback';
import { FieldsDrawer } from '@/components/ui/fields-drawer';
import type { Team } from '@/lib/members/schema';
import { changeTeamAction, createTeamAction } from './actions';
import { isTeamFieldRight, MOST_SEATS, type TeamDraft } from './team-draft';

type TeamDrawerProps = {
  open: boolean;
  close: () => void;
  /** Left out: a new one is made. */
  team?: Team;
};

/** Creates a team, or gives one another name and another number of seats. */
export function TeamDrawer({ open, close, team }: TeamDrawerProps) {
  const t = useTranslations('teams');
  const router = useRouter();
  const feedback = useFeedback();
  const least = Math.max(1, team?.seats_taken ?? 0);
  const run = async ({ name, account_id, capacity }: TeamDraft, formKey: string) => {
    const fields = { name, capacity: Number(capacity) };
    answerOf(
      team
        ? await changeTeamAction({ team_id: team.id, ...fields })
        : await createTeamAction({ account_id, ...fields }, formKey),
    );
    feedback.success(t(team ? 'changed_done' : 'created_done', { name: name.trim() }));
    router.refresh();
  };
  return (
    <FieldsDrawer
      open={open}
      close={close}
      title={team ? t('change_title', { name: team.name }) : t('create')}
      fields={[
        { name: 'name', label: t('name'), help: t('name_help'), wrong: t('name_wrong') },
        {
          name: 'account_id',
          label: t('account'),
          help: t('account_help'),
          wrong: t('account_id_wrong'),
          fixed: team !== undefined,
        },
        {
          name: 'capacity',
          label: t('capacity'),
          help: team && t('capacity_help', { taken: team.seats_taken }),
          wrong: t('capacity_wrong', { least, most: MOST_SEATS }),
          inputMode: 'numeric',
        },
      ]}
      before={{
        name: team?.name ?? '',
        account_id: team?.account_id ?? '',
        capacity: team ? String(team.capacity) : '',
      }}
      isRight={(field, value) => isTeamFieldRight(field, value, least)}
      about={{ ACCOUNT_TAKEN: 'account_id', SEATS_TAKEN: 'capacity' }}
      verb={t(team ? 'save' : 'create')}
      failed={t(team ? 'change_failed' : 'create_failed')}
      run={run}
    />
  );
}
