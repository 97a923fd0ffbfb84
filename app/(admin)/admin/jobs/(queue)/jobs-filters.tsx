import { useTranslations } from 'next-intl';
import { useTaskWords } from '@/components/monitoring/use-task-words';
import { FilterBar } from '@/components/ui/filter-bar';
import { JOB_STATES } from '@/lib/monitoring/schema';
import { TASK_NAMES } from '@/lib/monitoring/known-tasks';

/** What the list of jobs can be narrowed to. */
export function JobsFilters() {
  const t = useTranslations('jobs');
  const state = useTranslations('status.job');
  const wordsOf = useTaskWords();
  const states = JOB_STATES.map((value) => ({
    value,
    label: state(value.toUpperCase() as Uppercase<typeof value>),
  }));
  const tasks = TASK_NAMES.map((value) => ({ value, label: wordsOf(value) })).sort((a, b) =>
    a.label.localeCompare(b.label),
  );
  return (
    <FilterBar
      filters={[
        { name: 'state', kind: 'choice', label: t('state'), options: states },
        { name: 'task', kind: 'choice', label: t('task_label'), options: tasks },
      ]}
    />
  );
}
