'use client';

import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { answerOf } from '@/components/ui/answers';
import { useRefusalDialog } from '@/components/ui/use-refusal-dialog';
import { requestComparisonAction } from '../actions';

/** Compares the same day again, as the books are now. */
export function CompareAgain({ day }: { day: string }) {
  const t = useTranslations('reconciliation');
  const showRefusal = useRefusalDialog();
  const router = useRouter();
  const asking = useMutation({
    mutationFn: async () => answerOf(await requestComparisonAction({ day })),
    onSuccess: ({ run_id }) => router.push(`/admin/payments/reconciliation/${run_id}`),
    onError: (error) => showRefusal(t('not_begun'), error),
  });
  return (
    <Button loading={asking.isPending} onClick={() => !asking.isPending && asking.mutate()}>
      {t('again')}
    </Button>
  );
}
