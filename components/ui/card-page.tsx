import type { ReactNode } from 'react';
import styles from './card-page.module.css';
import { LanguageSwitch } from './frame/language-switch';

type CardPageProps = {
  chooseLocale: (form: FormData) => Promise<void>;
  tools?: ReactNode;
  children: ReactNode;
};

/** One card in the middle and the language switch: pages for people who do one thing and leave. */
export function CardPage({ chooseLocale, tools, children }: CardPageProps) {
  return (
    <div className={styles.page}>
      <div className={styles.tools}>
        <LanguageSwitch choose={chooseLocale} />
        {tools}
      </div>
      <main className={styles.card}>{children}</main>
    </div>
  );
}
