import Link from 'next/link';
import styles from './link-tabs.module.css';

export type LinkTab = { key: string; href: string; label: string };

/** Pages, or views of one, that stand side by side. Plain links: each has its address and needs no script. */
export function LinkTabs({ label, tabs, current }: { label: string; tabs: LinkTab[]; current: string }) {
  return (
    <nav aria-label={label} className={styles.tabs}>
      {tabs.map((tab) => (
        <Link key={tab.key} href={tab.href} aria-current={tab.key === current ? 'page' : undefined}>
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
