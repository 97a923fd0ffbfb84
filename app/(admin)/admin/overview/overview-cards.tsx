import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { FigureCard, FigureCards } from '@/components/ui/figure-card';
import { formatMoney } from '@/lib/money';
import type { Issues, Measured, OrderFigures } from '@/lib/reports/get-order-figures';
import styles from './overview.module.css';

type OverviewCardsProps = { orders: OrderFigures; accepted: Measured<number>; days: number };

/** How the business went in the period, in four figures. */
export function OverviewCards({ orders, accepted, days }: OverviewCardsProps) {
  const t = useTranslations('overview');
  const format = useFormatter();
  const { placed, paid } = orders;
  return (
    <FigureCards>
      <FigureCard
        label={t('paid')}
        change={{ ...paid, days }}
        trend={paid.days}
        note={t('placed', { count: placed.now })}
      >
        {format.number(paid.now)}
      </FigureCard>
      <Revenue revenue={orders.revenue} days={days} />
      <IssueSuccess issues={orders.issues} days={days} />
      <FigureCard
        label={t('accepted')}
        change={{ ...accepted, days }}
        trend={accepted.days}
        note={t('accepted_note')}
      >
        {format.number(accepted.now)}
      </FigureCard>
    </FigureCards>
  );
}

/** The currency in which most orders were paid; the others below it, since amounts of two currencies have no sum. */
function Revenue({ revenue: [main, ...others], days }: { revenue: OrderFigures['revenue']; days: number }) {
  const t = useTranslations('overview');
  const locale = useLocale();
  const { now, before, days: amounts } = main ?? { now: '0', before: '0', days: [] };
  return (
    <FigureCard
      label={t('revenue')}
      change={{ now: Number(now), before: Number(before), days }}
      trend={amounts.map(Number)}
      note={
        <>
          {t('revenue_note')}
          {others.map((other) => (
            <span key={other.currency} className={styles.also}>
              {t('revenue_also', { amount: formatMoney(other.now, other.currency, locale) })}
            </span>
          ))}
        </>
      }
    >
      {main ? formatMoney(main.now, main.currency, locale) : '–'}
    </FigureCard>
  );
}

const rateOf = ({ issued, failed }: Issues) => (issued + failed > 0 ? issued / (issued + failed) : undefined);

/** A day without an issue is as good as the one before it. */
function dailyRates({ before, days }: Measured<Issues>) {
  const rates: number[] = [];
  for (const day of days) rates.push(rateOf(day) ?? rates.at(-1) ?? rateOf(before) ?? 1);
  return rates;
}

function IssueSuccess({ issues, days }: { issues: Measured<Issues>; days: number }) {
  const t = useTranslations('overview');
  const format = useFormatter();
  const [now, before] = [rateOf(issues.now), rateOf(issues.before)];
  const percent = (rate: number) => format.number(rate, { style: 'percent', maximumFractionDigits: 2 });
  return (
    <FigureCard
      label={t('issue_success')}
      change={now === undefined || before === undefined ? undefined : { now, before, days, shares: true }}
      trend={dailyRates(issues)}
      note={t('issue_note', { failed: issues.now.failed, issued: issues.now.issued })}
    >
      {now === undefined ? '–' : percent(now)}
    </FigureCard>
  );
}
