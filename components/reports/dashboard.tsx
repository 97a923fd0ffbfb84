import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { ClientMessages } from '@/components/ui/client-messages';
import type { TrendPoint } from '@/lib/reports/get-sales-trend';
import type { Summary } from '@/lib/reports/get-summary';
import { MEASURES, type MeasureName } from '@/lib/reports/schema';
import { Figures } from './figures';
import { SalesTrend } from './sales-trend';

type DashboardProps = { summary: Summary; points: TrendPoint[]; measure: MeasureName; days: number };

/** How a distributor's codes sell, for the distributor itself and for an admin who looks after it. */
export function Dashboard({ summary, ...trend }: DashboardProps) {
  return (
    <>
      <Figures summary={summary} />
      <ClientMessages of={['dashboard']}>
        <NuqsAdapter>
          <SalesTrend {...trend} measures={MEASURES} />
        </NuqsAdapter>
      </ClientMessages>
    </>
  );
}
