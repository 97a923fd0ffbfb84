import { useFormatter, useTranslations } from 'next-intl';
import { Duration } from '@/components/ui/duration';
import { FigureCard, FigureCards } from '@/components/ui/figure-card';
import { QUEUE_COUNTED, type getQueue } from '@/lib/monitoring/get-queue';

/** How the queue stands now. Counts say "10,000+" where they ended. */
export function QueueCards({ queue }: { queue: Awaited<ReturnType<typeof getQueue>> }) {
  const t = useTranslations('jobs');
  const format = useFormatter();
  const counted = (count: number) =>
    count > QUEUE_COUNTED ? t('more_than', { count: format.number(QUEUE_COUNTED) }) : format.number(count);
  const { length, oldest_seconds: oldest, running, failed, scheduled } = queue;
  return (
    <FigureCards>
      <FigureCard
        label={t('length')}
        note={scheduled ? t('scheduled', { count: counted(scheduled) }) : t('length_note')}
      >
        {counted(length)}
      </FigureCard>
      <FigureCard label={t('oldest')} note={t(oldest === null ? 'nothing_waits' : 'oldest_note')}>
        {oldest === null ? '–' : <Duration ms={oldest * 1_000} />}
      </FigureCard>
      <FigureCard label={t('running')} note={t('running_note')}>
        {counted(running)}
      </FigureCard>
      <FigureCard label={t('failed')} note={t(failed ? 'failed_note' : 'failed_none')}>
        {counted(failed)}
      </FigureCard>
    </FigureCards>
  );
}
