import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import { Section } from '@/components/ui/section';
import type { Summary } from '@/lib/reports/get-summary';

type FirstStepProps = {
  summary: Summary;
  /** How codes are bought, and where the ones that are there can be shared; nothing for who only looks on. */
  buy?: ReactNode;
  share?: ReactNode;
};

/** In place of the trend, while nothing was sold: what comes first. */
export function FirstStep({ summary, buy, share }: FirstStepProps) {
  const t = useTranslations('dashboard');
  const hasCodes = summary.total_codes > 0;
  return (
    <Section title={t('first_step')}>
      <EmptyState action={hasCodes ? share : buy}>{t(hasCodes ? 'first_share' : 'first_buy')}</EmptyState>
    </Section>
  );
}
