'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import styles from './breadcrumb.module.css';
import { crumbsOf, type NavigationSection } from './navigation';

type BreadcrumbProps = { sections: NavigationSection[]; titles?: Record<string, string> };

export function Breadcrumb({ sections, titles }: BreadcrumbProps) {
  const t = useTranslations('ui.frame');
  const crumbs = crumbsOf(usePathname(), sections, titles);
  return (
    <nav aria-label={t('breadcrumb')} className={styles.breadcrumb}>
      <ol>
        {crumbs.map(({ label, href }, at) => (
          <li key={label} aria-current={!href && at === crumbs.length - 1 ? 'page' : undefined}>
            {href ? <Link href={href}>{label}</Link> : label}
          </li>
        ))}
      </ol>
    </nav>
  );
}
