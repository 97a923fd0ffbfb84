import type { CSSProperties, ReactNode } from 'react';
import type { Brand } from '@/lib/distributors/brand-of';
import styles from './brand-card.module.css';
import { brandColors } from './brand-colors';

/** What stands on a card for customers, in the look of the distributor whose customers they are. */
export function BrandCard({ brand, children }: { brand: Brand; children: ReactNode }) {
  return (
    <div
      className={brand.color ? styles.colored : undefined}
      style={brand.color ? stylesOf(brand.color) : {}}
    >
      <div className={styles.stripe} />
      <div className={styles.head}>
        {/* oxlint-disable-next-line nextjs/no-img-element -- a few kilobytes as uploaded: not worth another copy on the server */}
        {brand.logo && <img src={brand.logo} alt="" className={styles.logo} />}
        <p className={styles.name}>{brand.name}</p>
        {brand.welcome_text && <p className={styles.welcome}>{brand.welcome_text}</p>}
      </div>
      {children}
    </div>
  );
}

function stylesOf(color: string) {
  const [light, dark] = [brandColors(color, 'light'), brandColors(color, 'dark')];
  return {
    '--light-accent': light.accent,
    '--light-hover': light.hover,
    '--dark-accent': dark.accent,
    '--dark-hover': dark.hover,
  } as CSSProperties;
}
