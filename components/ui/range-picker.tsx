'use client';

import { useTranslations } from 'next-intl';
import { LinkChoice } from './link-choice';

/** The periods that figures are shown for, in business days up to today. */
const RANGES = [7, 30, 90, 365];

/** Which period the page's figures are of: `?days=` in its URL. */
export function RangePicker({ days }: { days: number }) {
  const t = useTranslations('ui');
  return (
    <LinkChoice
      label={t('range')}
      name="days"
      value={String(days)}
      options={RANGES.map((range) => ({ value: String(range), label: t('range_days', { days: range }) }))}
    />
  );
}
