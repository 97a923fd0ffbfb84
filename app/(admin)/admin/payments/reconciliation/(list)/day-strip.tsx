import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ComparedDay } from '@/lib/payments/get-comparison-days';
import styles from './reconciliation.module.css';

/** The last days as a picture, each with what its last comparison found. */
export function DayStrip({ days }: { days: ComparedDay[] }) {
  const t = useTranslations('reconciliation');
  const format = useFormatter();
  const nameOf = (date: string) => format.dateTime(new Date(date), { dateStyle: 'medium', timeZone: 'UTC' });
  const shortOf = (date: string) => String(Number(date.slice(-2)));
  return (
    <>
      <ol className={styles.strip}>
        {days.map(({ date, run_id, status, differences }) => {
          const words = t('day_is', {
            day: nameOf(date),
            state:
              status === 'different'
                ? t('differences', { count: differences })
                : t(`state.${status ?? 'none'}`),
          });
          return (
            <li key={date} data-state={status ?? 'none'} title={words}>
              {run_id === null ? (
                <span>
                  <span aria-hidden>{shortOf(date)}</span>
                  <span className="heard">{words}</span>
                </span>
              ) : (
                <Link prefetch={false} href={`/admin/payments/reconciliation/${run_id}`} aria-label={words}>
                  {shortOf(date)}
                </Link>
              )}
            </li>
          );
        })}
      </ol>
      <p className={styles.legend}>
        {(['clean', 'different', 'failed', 'none'] as const).map((state) => (
          <span key={state} data-state={state}>
            {t(`state.${state}`)}
          </span>
        ))}
      </p>
    </>
  );
}
