import { useLocale } from 'next-intl';
import { formatMoney, type Amount } from '@/lib/money';
import styles from './figure.module.css';

type MoneyTextProps = { amount: Amount; currency: string };

export function MoneyText({ amount, currency }: MoneyTextProps) {
  return <span className={styles.figure}>{formatMoney(amount, currency, useLocale())}</span>;
}
