import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ExportLink } from '@/components/ui/export-link';
import { RangePicker } from '@/components/ui/range-picker';
import type { DashboardFigures } from '@/lib/reports/get-dashboard';
import type { MeasureName } from '@/lib/reports/schema';
import { CodeStates } from './code-states';
import styles from './dashboard.module.css';
import { Figures } from './figures';
import { FirstStep } from './first-step';
import { PlanRanking } from './plan-ranking';
import { RecentActivity } from './recent-activity';
import { SalesTrend } from './sales-trend';

type DashboardProps = {
  figures: DashboardFigures;
  measure: MeasureName;
  /** The address of the distributor's figures in the API. */
  api: string;
  /** The pages that list its things. */
  lists: { codes: string; members: string; orders: string };
  /** What to buy and share codes with; nothing for who only looks on. */
  firstSteps?: { buy: ReactNode; share: ReactNode };
};

/** How a distributor's codes sell, for the distributor itself and for an admin who looks after it. */
export function Dashboard({ figures, measure, api, lists, firstSteps }: DashboardProps) {
  const t = useTranslations('dashboard');
  const format = useFormatter();
  const { summary, sales, plans, activity } = figures;
  const days = sales.daily.length;
  const [first, last] = [sales.daily[0], sales.daily.at(-1)].map((day) => new Date(`${day?.date}T12:00:00Z`));
  return (
    <>
      <div className={styles.bar}>
        <RangePicker days={days} />
        {first && last && (
          <span className={styles.dates}>
            {format.dateTimeRange(first, last, { dateStyle: 'medium', timeZone: 'UTC' })}
          </span>
        )}
        <ExportLink of={`${api}/sales`}>{t('export_sales')}</ExportLink>
      </div>
      <Figures summary={summary} sales={sales} />
      {summary.redeem_attempts_total > 0 ? (
        <SalesTrend sales={sales} measure={measure} />
      ) : (
        <FirstStep summary={summary} {...firstSteps} />
      )}
      {summary.total_codes > 0 && (
        <div className={styles.pair}>
          <CodeStates summary={summary} codesBase={lists.codes} />
          <PlanRanking plans={plans} days={days} api={api} />
        </div>
      )}
      {activity.length > 0 && (
        <RecentActivity activity={activity} membersBase={lists.members} ordersBase={lists.orders} />
      )}
    </>
  );
}
