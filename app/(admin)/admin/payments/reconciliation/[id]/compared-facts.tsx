import { useFormatter, useTranslations } from 'next-intl';
import { Cause } from '@/components/orders/cause';
import { Facts } from '@/components/ui/facts';
import { Section } from '@/components/ui/section';
import type { ListedComparison } from '@/lib/payments/list-comparisons';

/** How much was compared, for whom, and when. While it is at work, how far it has come. */
export function ComparedFacts({ run }: { run: ListedComparison }) {
  const t = useTranslations('reconciliation');
  const format = useFormatter();
  const { orders, payments, refunds, lines, asked, not_asked = [] } = run.compared;
  const count = (value: number | undefined) => value !== undefined && format.number(value);
  const when = (at: string | null) =>
    at && format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'medium' });
  return (
    <Section title={t('compared')}>
      <Facts
        facts={[
          { label: t('orders'), value: count(orders) },
          { label: t('payments'), value: count(payments) },
          { label: t('refunds'), value: count(refunds) },
          { label: t('lines'), value: count(lines) },
          { label: t('asked'), value: count(asked) },
          { label: t('not_asked'), value: not_asked.join(', ') },
          { label: t('cause'), value: run.error_code && <Cause code={run.error_code} /> },
          { label: t('by'), value: run.requested_by ?? t('by_clock') },
          { label: t('at'), value: when(run.started_at) },
          { label: t('finished'), value: when(run.finished_at) },
        ]}
      />
    </Section>
  );
}
