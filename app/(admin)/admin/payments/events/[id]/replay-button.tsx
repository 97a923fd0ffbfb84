'use client';

import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { answerOf } from '@/components/ui/answers';
import { useFeedback } from '@/components/ui/feedback';
import { useRefusalDialog } from '@/components/ui/use-refusal-dialog';
import { replayEventAction } from './actions';

/** Has a message acted upon again, and says whether that made a difference. */
export function ReplayButton({ eventId }: { eventId: number }) {
  const t = useTranslations('payments.replay');
  const words = useTranslations('status.event');
  const feedback = useFeedback();
  const showRefusal = useRefusalDialog();
  const router = useRouter();
  const replaying = useMutation({
    mutationFn: async () => answerOf(await replayEventAction({ event_id: eventId })),
    onSuccess: ({ changed, outcome }) => {
      const said = { outcome: words(outcome.toUpperCase() as Uppercase<typeof outcome>) };
      feedback.success(t(changed ? 'changed' : 'unchanged', said));
      router.refresh();
    },
    onError: (error) => showRefusal(t('failed'), error),
  });
  return (
    <Button loading={replaying.isPending} onClick={() => !replaying.isPending && replaying.mutate()}>
      {t('verb')}
    </Button>
  );
}
