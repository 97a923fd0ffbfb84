import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { MoneyText } from '@/components/ui/money-text';
import type { OrderQuote } from '@/lib/orders/quote-order';
import styles from './quote-summary.module.css';

type QuoteSummaryProps = {
  quote: OrderQuote | undefined;
  /** The quote is the one before: its place is kept, its figures are not shown. */
  pricing: boolean;
};

/** What is bought, what it costs, and its terms in plain words. Every figure is the server's. */
export function QuoteSummary({ quote, pricing }: QuoteSummaryProps) {
  const t = useTranslations('buy_codes');
  const format = useFormatter();
  if (!quote) return <div className={styles.empty} aria-busy={pricing} />;
  const figure = (value: ReactNode) => (pricing ? <span className={styles.coming} /> : value);
  const { expires_days: expires, validity_days: validity } = quote;
  return (
    <div className={styles.summary} aria-busy={pricing} aria-live="polite">
      <dl className={styles.lines}>
        <dt>{t('plan')}</dt>
        <dd>{quote.plan_name}</dd>
        <dt>{t('price')}</dt>
        <dd>
          {figure(
            <>
              <MoneyText amount={quote.unit_price} currency={quote.currency} /> ×{' '}
              {format.number(quote.quantity)}
            </>,
          )}
        </dd>
        <dt>{t('codes')}</dt>
        <dd>{figure(format.number(quote.expected_count))}</dd>
        <dt className={styles.total}>{t('total')}</dt>
        <dd className={styles.total}>
          {figure(<MoneyText amount={quote.total_amount} currency={quote.currency} />)}
        </dd>
      </dl>
      <ul className={styles.terms}>
        <li>{figure(t('terms_uses', { codes: quote.expected_count, uses: quote.code_max_uses }))}</li>
        <li>{expires ? t('terms_expires', { days: expires }) : t('terms_never_expires')}</li>
        <li>{validity ? t('terms_validity', { days: validity }) : t('terms_no_end')}</li>
        <li>{t('terms_unpaid', { minutes: quote.pay_within_minutes })}</li>
      </ul>
    </div>
  );
}
