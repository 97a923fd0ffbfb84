import { useFormatter, useTranslations } from 'next-intl';
import { ChartCard } from '@/components/ui/chart-card';
import { PieChart } from '@/components/ui/pie-chart';
import { toneOf } from '@/components/ui/status';
import type { Summary } from '@/lib/reports/get-summary';

type CodeStatesProps = {
  summary: Summary;
  /** The list of the codes. */
  codesBase: string;
};

/** How the distributor's codes stand now: every code is in one of four states. */
export function CodeStates({ summary, codesBase }: CodeStatesProps) {
  const t = useTranslations('dashboard');
  const word = useTranslations('status.code');
  const format = useFormatter();
  const { active_codes, depleted_codes, expired_codes, inactive_codes, total_codes } = summary;
  const states = [
    { state: 'ACTIVE', count: active_codes },
    { state: 'DEPLETED', count: depleted_codes },
    { state: 'EXPIRED', count: expired_codes },
    { state: 'INACTIVE', count: inactive_codes },
  ] as const;
  return (
    <ChartCard
      title={t('states')}
      note={t('states_note', { count: total_codes })}
      chart={
        <PieChart
          label={t('states')}
          slices={states.map(({ state, count }) => ({
            name: word(state),
            count,
            tone: toneOf('code', state),
            href: `${codesBase}?state=${state.toLowerCase()}`,
          }))}
        />
      }
      table={{
        head: [t('state'), t('codes')],
        rows: states.map(({ state, count }) => [word(state), format.number(count)]),
      }}
    />
  );
}
