import { useTranslations } from 'next-intl';

/** The name of a task in words. One that an older or newer version has left in the queue keeps the name it has there. */
export function useTaskWords() {
  const t = useTranslations('jobs');
  return (task: string) => {
    // The compiler cannot follow a task into the catalogue; a test does. A dot would open a level there.
    const key = `task.${task.replace('.', '_')}` as 'task.payments_settled';
    return t.has(key) ? t(key) : t('task_other', { task });
  };
}
