import { useFormatter } from 'next-intl';
import styles from './figure.module.css';

/** From which length on a duration is told in a unit, the longest first. */
const UNITS = [
  { unit: 'day', ms: 86_400_000, from: 172_800_000 },
  { unit: 'hour', ms: 3_600_000, from: 7_200_000 },
  { unit: 'minute', ms: 60_000, from: 120_000 },
  { unit: 'second', ms: 1_000, from: 1_000 },
] as const;

/** How long something takes, in the unit in which people think of it. */
export function Duration({ ms }: { ms: number }) {
  const format = useFormatter();
  const { unit, ms: size } = UNITS.find(({ from }) => ms >= from) ?? { unit: 'millisecond', ms: 1 };
  const amount = ms / size;
  const maximumFractionDigits = amount < 10 && unit !== 'day' && unit !== 'hour' ? 1 : 0;
  return (
    <span className={styles.figure}>
      {format.number(amount, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits })}
    </span>
  );
}
