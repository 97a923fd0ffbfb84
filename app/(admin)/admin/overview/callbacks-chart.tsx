'use client';

import { useTranslations } from 'next-intl';
import { BarChart } from '@/components/ui/bar-chart';
import { ChartCard } from '@/components/ui/chart-card';
import { EmptyState } from '@/components/ui/empty-state';
import { toneOf } from '@/components/ui/status';
import { useFigureWords } from '@/components/ui/use-figure-words';
import type { CallbackCount } from '@/lib/reports/count-callbacks';

/** A bar with the space around it, and the axis below. */
const BAR_HEIGHT = 36;
const AXIS_HEIGHT = 64;

/** Those that came to nothing, or not yet. */
const UNSETTLED = { REFUSED: 'failed', WAITING: 'waiting' } as const;

/** What the callbacks of payment providers came to. */
export function CallbacksChart({ callbacks, days }: { callbacks: CallbackCount[]; days: number }) {
  const t = useTranslations('overview');
  const outcomes = useTranslations('status.event');
  const { figure } = useFigureWords();
  const title = t('callbacks', { days });
  const bars = callbacks.map(({ outcome, count }) => ({
    ...(outcome === 'REFUSED' || outcome === 'WAITING'
      ? { name: t(`callback_${outcome}`), tone: UNSETTLED[outcome] }
      : { name: outcomes(outcome), tone: toneOf('event', outcome) }),
    count,
  }));
  return (
    <ChartCard
      title={title}
      note={t('callbacks_note')}
      height={AXIS_HEIGHT + BAR_HEIGHT * Math.max(bars.length, 3)}
      empty={bars.length === 0 && <EmptyState>{t('callbacks_none')}</EmptyState>}
      chart={<BarChart label={title} bars={bars} measure={t('callback_count')} />}
      table={{
        head: [t('outcome'), t('callback_count')],
        rows: bars.map(({ name, count }) => [name, figure(count)]),
      }}
    />
  );
}
