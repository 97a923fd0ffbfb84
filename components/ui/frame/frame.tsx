import type { ReactNode } from 'react';
import { useTranslations } from 'next-intl';
import { Breadcrumb } from './breadcrumb';
import styles from './frame.module.css';
import { KeepFocus } from './keep-focus';
import type { NavigationSection } from './navigation';
import { OpenNavigation, Sider } from './sider';

type FrameProps = {
  /** The product's sign, drawn in white beside its name. */
  mark: ReactNode;
  brand: string;
  sections: NavigationSection[];
  /** Words for the first parts of paths that no navigation item leads to. */
  titles?: Record<string, string>;
  collapsed: boolean;
  /** Language, theme, account: what stands at the right of the bar. */
  tools: ReactNode;
  children: ReactNode;
};

/** What surrounds every page of the people who work here: navigation, top bar, content. */
export function Frame({ mark, brand, sections, titles, collapsed, tools, children }: FrameProps) {
  const t = useTranslations('ui.frame');
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#content">
        {t('skip_to_content')}
      </a>
      <Sider mark={mark} brand={brand} sections={sections} collapsed={collapsed} />
      <div className={styles.page}>
        <header className={styles.bar}>
          <OpenNavigation />
          <Breadcrumb sections={sections} titles={titles} />
          <div className={styles.tools}>{tools}</div>
        </header>
        <main id="content" tabIndex={-1} className={styles.content}>
          {children}
        </main>
        <KeepFocus content="content" />
      </div>
    </div>
  );
}
