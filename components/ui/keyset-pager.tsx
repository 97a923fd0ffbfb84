'use client';

import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import Link from 'next/link';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import fields from './field.module.css';
import styles from './keyset-pager.module.css';

const SIZES = [20, 50, 100];

type KeysetPagerProps = {
  /** Of the page that is seen. */
  page: { items: unknown[]; next_cursor: string | null; previous_cursor: string | null };
  limit: number;
};

/** Newer, older and the page size, all in the URL: reload, share and the back button keep the place. */
export function KeysetPager({ page, limit }: KeysetPagerProps) {
  const t = useTranslations('ui');
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams();
  const hrefWith = (changes: Record<string, string | null>) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) next.delete(name);
      else next.set(name, value);
    }
    const query = next.toString();
    return query ? `${path}?${query}` : path;
  };
  // A list without a single row has no pages to turn.
  if (page.items.length === 0 && !page.previous_cursor && !page.next_cursor) return null;
  const sizes = SIZES.includes(limit) ? SIZES : [...SIZES, limit].sort((a, b) => a - b);
  return (
    <nav aria-label={t('pages')} className={styles.pager}>
      <label>
        <span className="heard">{t('page_size')}</span>
        <select
          className={fields.field}
          value={limit}
          onChange={({ target }) => router.push(hrefWith({ limit: target.value, cursor: null }))}
        >
          {sizes.map((count) => (
            <option key={count} value={count}>
              {t('rows_per_page', { count })}
            </option>
          ))}
        </select>
      </label>
      <Step href={page.previous_cursor && hrefWith({ cursor: page.previous_cursor })}>
        <LeftOutlined aria-hidden /> {t('newer')}
      </Step>
      <Step href={page.next_cursor && hrefWith({ cursor: page.next_cursor })}>
        {t('older')} <RightOutlined aria-hidden />
      </Step>
    </nav>
  );
}

function Step({ href, children }: { href: string | null; children: ReactNode }) {
  if (!href)
    return (
      <span className={styles.step} aria-disabled="true">
        {children}
      </span>
    );
  return (
    <Link href={href} className={styles.step}>
      {children}
    </Link>
  );
}
