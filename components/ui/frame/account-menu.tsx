'use client';

import { DownOutlined, UserOutlined } from '@ant-design/icons';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import styles from './frame.module.css';
import { forgetPlaces } from './recent-places';
import { ToolMenu } from './tool-menu';

type AccountMenuProps = {
  name: string;
  role: string;
  links: { href: string; label: string }[];
  /** A server action, so that people can leave even when scripts have failed. */
  signOut: () => Promise<void>;
};

export function AccountMenu({ name, role, links, signOut }: AccountMenuProps) {
  const t = useTranslations('ui.frame');
  const face = (
    <>
      <UserOutlined />
      <span className={styles.name}>{name}</span>
      <DownOutlined className={styles.small} />
    </>
  );
  return (
    <ToolMenu id="account-menu" label={t('account_menu')} face={face}>
      <div className={styles.person}>
        <strong>{name}</strong>
        <span>{role}</span>
      </div>
      {links.map(({ href, label }) => (
        <Link key={href} href={href} className={styles.choice}>
          {label}
        </Link>
      ))}
      <form action={signOut} onSubmit={forgetPlaces}>
        <button type="submit" className={styles.choice}>
          {t('sign_out')}
        </button>
      </form>
    </ToolMenu>
  );
}
