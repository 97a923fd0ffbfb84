'use client';

import { useFormatter } from 'next-intl';

/** How a share of those that succeeded is written. What is almost all is not all: rounding up would hide the one that failed. */
export function useShare() {
  const format = useFormatter();
  return (share: number | null) =>
    share === null
      ? '–'
      : format.number(Math.floor(share * 1_000) / 1_000, { style: 'percent', maximumFractionDigits: 1 });
}
