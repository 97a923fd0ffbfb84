'use client';

import { useMutation } from '@tanstack/react-query';
import { Button, Flex } from 'antd';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { answerOf } from '@/components/ui/answers';
import { useFeedback } from '@/components/ui/feedback';
import { useRefusalDialog } from '@/components/ui/use-refusal-dialog';
import type { Team } from '@/lib/members/schema';
import { activateTeamAction, deactivateTeamAction } from './actions';
import { TeamDrawer } from './lazy-team-drawer';

const ConfirmDialog = dynamic(
  () => import('@/components/ui/confirm-dialog').then((file) => file.ConfirmDialog),
  { ssr: false },
);

/** What an admin can do with a team now. */
export function TeamMoves({ team }: { team: Team }) {
  const t = useTranslations('teams');
  // A number per opening: whatever was entered before belongs to another drawer.
  const [changing, setChanging] = useState({ opening: 0, open: false });
  const { name } = team;
  return (
    <Flex gap={8} wrap>
      <Button
        size="small"
        aria-haspopup="dialog"
        aria-label={t('change_of', { name })}
        onClick={() => setChanging({ opening: changing.opening + 1, open: true })}
      >
        {t('change')}
      </Button>
      {team.is_active ? <Deactivate team={team} /> : <Activate team={team} />}
      {changing.opening > 0 && (
        <TeamDrawer
          key={changing.opening}
          open={changing.open}
          close={() => setChanging({ ...changing, open: false })}
          team={team}
        />
      )}
    </Flex>
  );
}

function Deactivate({ team }: { team: Team }) {
  const t = useTranslations('teams');
  const router = useRouter();
  const feedback = useFeedback();
  const [asked, setAsked] = useState<'open' | 'closed'>();
  const { id, name, seats_taken: taken } = team;
  const run = async () => {
    answerOf(await deactivateTeamAction({ team_id: id }));
    feedback.success(t('deactivated_done', { name }));
    router.refresh();
  };
  return (
    <>
      <Button
        danger
        size="small"
        aria-haspopup="dialog"
        aria-label={t('deactivate_of', { name })}
        onClick={() => setAsked('open')}
      >
        {t('deactivate')}
      </Button>
      {asked && (
        <ConfirmDialog
          open={asked === 'open'}
          close={() => setAsked('closed')}
          title={t('deactivate_title', { name })}
          verb={t('deactivate')}
          keep={t('keep')}
          danger
          failed={t('deactivate_failed')}
          run={run}
        >
          {t('deactivate_body', { name, taken })}
        </ConfirmDialog>
      )}
    </>
  );
}

function Activate({ team }: { team: Team }) {
  const t = useTranslations('teams');
  const router = useRouter();
  const feedback = useFeedback();
  const showRefusal = useRefusalDialog();
  const { id, name } = team;
  const activating = useMutation({
    mutationFn: async () => answerOf(await activateTeamAction({ team_id: id })),
    onSuccess: () => {
      feedback.success(t('activated_done', { name }));
      router.refresh();
    },
    onError: (error) => showRefusal(t('activate_failed'), error),
  });
  return (
    <Button
      size="small"
      loading={activating.isPending}
      aria-label={t('activate_of', { name })}
      onClick={() => !activating.isPending && activating.mutate()}
    >
      {t('activate')}
    </Button>
  );
}
