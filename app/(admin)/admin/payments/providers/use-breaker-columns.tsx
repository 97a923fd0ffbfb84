import { useFormatter, useTranslations } from 'next-intl';
import { Cause } from '@/components/orders/cause';
import styles from '@/components/payments/payments.module.css';
import type { ListColumn } from '@/components/ui/list-table';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusTag } from '@/components/ui/status-tag';
import type { ShownBreaker } from '@/lib/shown-breaker';

type Called = { enabled: boolean; breaker: ShownBreaker | null };

/** Whether who is called answers at the moment, what failed last, and how often it was left alone. */
export function useBreakerColumns<T extends Called>(): ListColumn<T>[] {
  const t = useTranslations('payment_providers');
  const format = useFormatter();
  return [
    {
      key: 'breaker',
      title: t('answers'),
      // Who is switched off is not asked.
      render: ({ enabled, breaker }) =>
        enabled ? (
          <div className={styles.two}>
            <StatusTag kind="breaker" value={breaker?.state ?? 'closed'} />
            {breaker?.opened_at && breaker.state !== 'closed' && (
              <span>
                {t('since')} <RelativeTime at={breaker.opened_at} />
              </span>
            )}
          </div>
        ) : (
          '–'
        ),
    },
    {
      key: 'error',
      title: t('last_error'),
      render: ({ breaker }) => (breaker?.last_error ? <Cause code={breaker.last_error} /> : '–'),
    },
    {
      key: 'opened',
      title: t('opened'),
      align: 'right',
      render: ({ breaker }) => format.number(breaker?.opened ?? 0),
    },
  ];
}
