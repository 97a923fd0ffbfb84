'use client';

import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useRouter } from 'next/navigation';
import type { ActionResult } from '@/lib/web/define-action';
import { answerOf } from './answers';
import { useFeedback } from './feedback';
import { useRefusalDialog } from './use-refusal-dialog';

type ActionButtonProps = {
  verb: string;
  /** The verb with what it is done to, for people who hear the button without its row. */
  named: string;
  run: () => Promise<ActionResult<unknown>>;
  /** Said when it is done, and when it could not be. */
  done: string;
  failed: string;
};

/** A button of a row that does something harmless at once. It stays busy until the row has changed or gone. */
export function ActionButton({ verb, named, run, done, failed }: ActionButtonProps) {
  const feedback = useFeedback();
  const showRefusal = useRefusalDialog();
  const router = useRouter();
  const doing = useMutation({
    mutationFn: async () => answerOf(await run()),
    onSuccess: () => {
      feedback.success(done);
      router.refresh();
    },
    onError: (error) => showRefusal(failed, error),
  });
  const busy = doing.isPending || doing.isSuccess;
  return (
    <Button size="small" loading={busy} aria-label={named} onClick={() => !busy && doing.mutate()}>
      {verb}
    </Button>
  );
}
