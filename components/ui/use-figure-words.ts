'use client';

import { useFormatter } from 'next-intl';

/** How charts write days and counts, or amounts where a currency is given. */
export function useFigureWords(currency?: string) {
  const format = useFormatter();
  return {
    // A business day is a date without a time: taking it as noon in UTC keeps it the same day everywhere.
    day: (date: string) =>
      // An hour of a day says so itself.
      date.length > 10
        ? date.slice(11, 16)
        : format.dateTime(new Date(`${date}T12:00:00Z`), { month: 'short', day: 'numeric', timeZone: 'UTC' }),
    figure: (figure: number) => format.number(figure, currency ? { style: 'currency', currency } : undefined),
    axisFigure: (figure: number) => format.number(figure, { notation: 'compact', useGrouping: 'always' }),
    share: (share: number) => format.number(share, { style: 'percent', maximumFractionDigits: 1 }),
    wholeShare: (share: number) => format.number(share, { style: 'percent', maximumFractionDigits: 0 }),
  };
}
