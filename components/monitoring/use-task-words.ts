import { useTranslations, type Messages } from 'next-intl';

type TaskWord = Exclude<keyof Messages['tasks'], 'other'>;

/** Every task is named so. Anything else may come by the address, such as "constructor", which every object has. */
const TASK = /^[a-z]+\.[a-z-]+$/;

/** The name of a task in words. One that an older or newer version has left in the queue keeps the name it has there. */
export function useTaskWords() {
  const t = useTranslations('tasks');
  return (task: string) => {
    // The compiler cannot follow a task into the catalogue; a test does. A dot would open a level there.
    const key = task.replace('.', '_') as TaskWord;
    return TASK.test(task) && t.has(key) ? t(key) : t('other', { task });
  };
}
