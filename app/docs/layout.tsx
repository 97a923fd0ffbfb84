import type { ReactNode } from 'react';
import { LanguageSwitch } from '@/components/ui/frame/language-switch';
import { chooseLocale } from '@/lib/web/choose-locale';
import styles from './docs.module.css';

/** Pages to read, wide enough for tables. */
export default function DocsLayout({ children }: { children: ReactNode }) {
  return (
    <div className={styles.page}>
      <div className={styles.tools}>
        <LanguageSwitch choose={chooseLocale} />
      </div>
      <main>{children}</main>
    </div>
  );
}
