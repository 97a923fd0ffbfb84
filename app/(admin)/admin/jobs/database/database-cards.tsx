import { useFormatter, useTranslations } from 'next-intl';
import { Duration } from '@/components/ui/duration';
import { FigureCard, FigureCards } from '@/components/ui/figure-card';
import { RelativeTime } from '@/components/ui/relative-time';
import type { DatabaseFigures } from '@/lib/monitoring/get-database-figures';

const MEGABYTE = 1024 * 1024;

/** The orders of the last hour, and how the database stands. */
export function DatabaseCards({ figures: { server, waits, last_hour: hour } }: { figures: DatabaseFigures }) {
  const t = useTranslations('jobs');
  const format = useFormatter();
  const [longest] = waits;
  const half = hour.p50 !== null && <Duration ms={hour.p50} />;
  const longestWait = longest && <Duration ms={longest.seconds * 1_000} />;
  const since = server.counted_since && <RelativeTime at={server.counted_since} />;
  return (
    <FigureCards>
      <FigureCard
        label={t('hour_orders')}
        note={t('hour_note', { paid: hour.paid, completed: hour.completed, failed: hour.failed })}
      >
        {format.number(hour.placed)}
      </FigureCard>
      <FigureCard
        label={t('hour_p99')}
        note={half ? t.rich('hour_p50', { time: () => half }) : t('hour_none')}
      >
        {hour.p99 === null ? '–' : <Duration ms={hour.p99} />}
      </FigureCard>
      <FigureCard
        label={t('waits')}
        note={longestWait ? t.rich('waits_longest', { time: () => longestWait }) : t('waits_none_now')}
      >
        {format.number(waits.length)}
      </FigureCard>
      <FigureCard
        label={t('deadlocks')}
        note={
          <>
            {since ? t.rich('deadlocks_since', { time: () => since }) : t('deadlocks_ever')}
            {' · '}
            {t('server_note', {
              connections: server.connections,
              most: server.most_connections,
              size: format.number(server.bytes / MEGABYTE, {
                style: 'unit',
                unit: 'megabyte',
                maximumFractionDigits: 0,
              }),
            })}
          </>
        }
      >
        {format.number(server.deadlocks)}
      </FigureCard>
    </FigureCards>
  );
}
