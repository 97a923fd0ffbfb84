import { useTranslations } from 'next-intl';
import type { Team } from '@/lib/members/schema';
import styles from './seats.module.css';

/** How full a team is: a bar and the numbers. */
export function Seats({ team }: { team: Team }) {
  const t = useTranslations('teams');
  const { seats_taken: taken, capacity } = team;
  const words = t('seats_of', { taken, capacity });
  const share = capacity === 0 ? 1 : taken / capacity;
  return (
    <span className={styles.seats}>
      <span className={styles.bar} data-full={taken >= capacity} aria-hidden>
        <span style={{ width: `${Math.round(share * 100)}%` }} />
      </span>
      {words}
    </span>
  );
}
