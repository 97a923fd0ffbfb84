'use client';

import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { answerOf } from '@/components/ui/answers';
import { useFeedback } from '@/components/ui/feedback';
import field from '@/components/ui/field.module.css';
import { useRefusalDialog } from '@/components/ui/use-refusal-dialog';
import { requestComparisonAction } from './actions';
import styles from './reconciliation.module.css';

/** Has any day compared, now. */
export function CompareForm({ yesterday, today }: { yesterday: string; today: string }) {
  const t = useTranslations('reconciliation');
  const feedback = useFeedback();
  const showRefusal = useRefusalDialog();
  const router = useRouter();
  const [day, setDay] = useState(yesterday);
  const asking = useMutation({
    mutationFn: async () => answerOf(await requestComparisonAction({ day })),
    onSuccess: ({ run_id }) => {
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
        if (!asking.isPending) asking.mutate();
      }}
    >
      <label>
        {t('day')}
        <input
          type="date"
          required
          max={today}
          value={day}
          className={field.field}
          onChange={({ target }) => setDay(target.value)}
        />
      </label>
      <Button type="primary" htmlType="submit" loading={asking.isPending}>
        {t('compare')}
      </Button>
    </form>
  );
}
