'use client';

import { Button } from 'antd';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useTaskWords } from '@/components/monitoring/use-task-words';
import { Section } from '@/components/ui/section';
import { useDrawer } from '@/components/ui/use-drawer';
import type { FailedTask } from '@/lib/monitoring/list-failed-tasks';
import styles from './failed-tasks.module.css';

const RetryAllDialog = dynamic(() => import('./retry-all-dialog').then((file) => file.RetryAllDialog), {
  ssr: false,
});

/** What was given up, task by task, and the button that has all of a task tried again. */
export function FailedTasks({ tasks }: { tasks: FailedTask[] }) {
  const t = useTranslations('jobs');
  const wordsOf = useTaskWords();
  const [asked, setAsked] = useState<FailedTask>();
  const { show, drawer } = useDrawer();
  return (
    <div className={styles.room}>
      <Section title={t('given_up')}>
        <p className={styles.purpose}>{t('given_up_purpose')}</p>
        <ul className={styles.tasks}>
          {tasks.map((one) => (
            <li key={one.task}>
              <span>
                {wordsOf(one.task)} <b>{t('given_up_count', { count: one.failed })}</b>
              </span>
              <Button
                size="small"
                aria-haspopup="dialog"
                aria-label={t('retry_all.named', { task: wordsOf(one.task) })}
                onClick={() => {
                  setAsked(one);
                  show();
                }}
              >
                {t('retry_all.verb')}
              </Button>
            </li>
          ))}
        </ul>
        {asked && drawer && (
          <RetryAllDialog open={drawer.open} close={drawer.close} key={drawer.key} failed={asked} />
        )}
      </Section>
    </div>
  );
}
