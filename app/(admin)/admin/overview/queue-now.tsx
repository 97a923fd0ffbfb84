import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { Duration } from '@/components/ui/duration';
import { Facts } from '@/components/ui/facts';
import { Section } from '@/components/ui/section';
import { QUEUE_COUNTED, type getQueue } from '@/lib/monitoring/get-queue';

/** How the work in the background stands at this moment. */
export function QueueNow({ queue }: { queue: Awaited<ReturnType<typeof getQueue>> }) {
  const t = useTranslations('overview');
  const words = useTranslations('jobs');
  const format = useFormatter();
  const counted = (count: number) =>
    count > QUEUE_COUNTED
      ? words('more_than', { count: format.number(QUEUE_COUNTED) })
      : format.number(count);
  const { length, oldest_seconds: oldest, running, failed } = queue;
  return (
    <Section title={t('queue')} extra={<Link href="/admin/jobs">{t('open_jobs')}</Link>}>
      <Facts
        facts={[
          { label: words('length'), value: counted(length) },
          {
            label: words('oldest'),
            value: oldest === null ? words('nothing_waits') : <Duration ms={oldest * 1_000} />,
          },
          { label: words('running'), value: counted(running) },
          {
            label: words('failed'),
            value: failed ? <Link href="/admin/jobs?state=failed">{counted(failed)}</Link> : counted(failed),
          },
        ]}
      />
    </Section>
  );
}
