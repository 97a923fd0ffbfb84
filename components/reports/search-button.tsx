'use client';

import { SearchOutlined } from '@ant-design/icons';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useEffect } from 'react';
import { useDrawer } from '@/components/ui/use-drawer';
import type { Role } from '@/lib/generated/prisma/enums';
import type { Door } from './matching-doors';
import styles from './search-button.module.css';

// Most visits search for nothing, so all but the button comes with its first use.
const SearchDialog = dynamic(() => import('./search-dialog').then((file) => file.SearchDialog), {
  ssr: false,
});

type SearchButtonProps = {
  person: { id: number; role: Role };
  doors: Door[];
  /** What is pressed for it on the reader's device. */
  shortcut: string;
};

/** Opens the search, as does its shortcut wherever the focus is. */
export function SearchButton({ person, doors, shortcut }: SearchButtonProps) {
  const t = useTranslations('search');
  const { show, drawer } = useDrawer();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const asked = event.metaKey !== event.ctrlKey && !event.altKey && !event.shiftKey;
      if (!asked || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      // What is open in front of the page is finished first; going elsewhere would lose what was typed in it.
      if (!isCovered()) show();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });
  return (
    <>
      <button
        type="button"
        className={styles.search}
        aria-haspopup="dialog"
        aria-keyshortcuts="Meta+K Control+K"
        onClick={show}
      >
        <SearchOutlined aria-hidden />
        <span className={styles.word}>{t('open')}</span>
        <kbd className={styles.keys} aria-hidden="true">
          {shortcut}
        </kbd>
      </button>
      {drawer?.open && <SearchDialog key={drawer.key} close={drawer.close} person={person} doors={doors} />}
    </>
  );
}

function isCovered() {
  const dialogs = document.querySelectorAll<HTMLElement>('dialog[open], [role="dialog"][aria-modal="true"]');
  return [...dialogs].some((dialog) => dialog.checkVisibility());
}
