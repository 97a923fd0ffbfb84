'use client';

import type { ReactNode } from 'react';
import { ErrorNotice } from '@/components/ui/error-notice';
import type { ActionResult } from '@/lib/web/define-action';
import styles from './brand-form.module.css';

type OutcomeProps = {
  answer: ActionResult<unknown> | null;
  /** Whether what is wrong stands beside its field already. */
  said: boolean;
  title: string;
  children: ReactNode;
};

/** What came of the last attempt. */
export function Outcome({ answer, said, title, children }: OutcomeProps) {
  if (!answer) return null;
  if (answer.ok)
    return (
      <p role="status" className={styles.saved}>
        {children}
      </p>
    );
  if (said) return null;
  return <ErrorNotice title={title} message={answer.error.message} requestId={answer.error.request_id} />;
}
