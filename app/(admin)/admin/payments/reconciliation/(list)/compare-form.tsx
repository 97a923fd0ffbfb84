'use client';

import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { answerOf } from '@/components/ui/answers';
import { useFeedback } from '@/components/ui/feedback';
import field from '@/components/ui/field.module.css';
import { useRefusalDialog } from '@/components/ui/use-refusal-dialog';
import { requestComparisonAction } from '../actions';
import styles from './reconciliation.module.css';

/** Has any day compared, now. */
export function CompareForm({ yesterday, today }: { yesterday: string; today: string }) {
  const t = useTranslations('reconciliation');
  const feedback = useFeedback();
  const showRefusal = useRefusalDialog();
  const router = useRouter();
  const asking = useMutation({
    mutationFn: async (day: string) => answerOf(await requestComparisonAction({ day })),
    onSuccess: ({ run_id }, day) => {
      feedback.success(t('begun', { day }));
      router.push(`/admin/payments/reconciliation/${run_id}`);
    },
    onError: (error) => showRefusal(t('not_begun'), error),
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        // Read from the field: what was typed before the page's scripts came counts too.
        const day = new FormData(event.currentTarget).get('day');
        if (!asking.isPending && typeof day === 'string') asking.mutate(day);
      }}
    >
      <label>
        {t('day')}
        <input type="date" name="day" required max={today} defaultValue={yesterday} className={field.field} />
      </label>
      <Button type="primary" htmlType="submit" loading={asking.isPending}>
        {t('compare')}
      </Button>
    </form>
  );
}
