'use client';

import { DoubleLeftOutlined, DoubleRightOutlined, MenuOutlined } from '@ant-design/icons';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { keepChoice, SIDER_COOKIE } from '../preference';
import styles from './frame.module.css';
import { currentOf, type NavigationSection } from './navigation';

const ID = 'navigation';

type SiderProps = { mark: ReactNode; brand: string; sections: NavigationSection[]; collapsed: boolean };

/**
 * One navigation for all screens: a column beside the page, and on a phone the same element as a drawer. The drawer is the
 * browser's own popover, so it opens before scripts have loaded, closes on Escape and returns the focus.
 */
export function Sider({ mark, brand, sections, collapsed: initially }: SiderProps) {
  const t = useTranslations('ui.frame');
  const current = currentOf(usePathname(), sections);
  const [collapsed, setCollapsed] = useState(initially);
  const toggle = () => {
    keepChoice(SIDER_COOKIE, collapsed ? null : 'collapsed');
    setCollapsed(!collapsed);
  };
  return (
    <nav
      id={ID}
      popover="auto"
      aria-label={t('navigation')}
      className={styles.sider}
      data-collapsed={collapsed}
    >
      <div className={styles.brand}>
        {mark}
        <span className={styles.label}>{brand}</span>
      </div>
      {sections.map((section) => (
        <section key={section.label} aria-label={section.label}>
          <h2 className={styles.section}>{section.label}</h2>
          <ul>
            {section.items.map(({ href, label, icon }) => (
              <li key={href}>
                <Link
                  href={href}
                  className={styles.item}
                  aria-current={href === current?.href ? 'page' : undefined}
                  title={collapsed ? label : undefined}
                  onClick={closeDrawer}
                >
                  {icon}
                  <span className={styles.label}>{label}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <button
        type="button"
        className={styles.collapse}
        aria-expanded={!collapsed}
        aria-label={t(collapsed ? 'expand' : 'collapse')}
        onClick={toggle}
      >
        {collapsed ? <DoubleRightOutlined /> : <DoubleLeftOutlined />}
      </button>
    </nav>
  );
}

function closeDrawer() {
  const drawer = document.getElementById(ID);
  if (drawer?.matches(':popover-open')) drawer.hidePopover();
}

export function OpenNavigation() {
  const t = useTranslations('ui.frame');
  return (
    <button type="button" className={styles.open} popoverTarget={ID} aria-label={t('open_navigation')}>
      <MenuOutlined />
    </button>
  );
}
