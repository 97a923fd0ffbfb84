import { useTranslations, type Messages } from 'next-intl';

type TaskWord = Exclude<keyof Messages['tasks'], 'other'>;

/** The name of a task in words. One that an older or newer version has left in the queue keeps the name it has there. */
export function useTaskWords() {
  const t = useTranslations('tasks');
  return (task: string) => {
    // The compiler cannot follow a task into the catalogue; a test does. A dot would open a level there.
    const key = task.replace('.', '_') as TaskWord;
    return t.has(key) ? t(key) : t('other', { task });
  };
}
