'use client';

import { SearchOutlined } from '@ant-design/icons';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { keepPlace, recentPlaces } from '@/components/ui/frame/recent-places';
import { RefusalNotice } from '@/components/ui/refusal-notice';
import type { Role } from '@/lib/generated/prisma/enums';
import type { Door } from './matching-doors';
import { foundOption } from './found-options';
import styles from './search-dialog.module.css';
import { searchGroups, type SearchOption } from './search-groups';
import { SearchResults } from './search-results';
import { useSearch } from './use-search';

type SearchDialogProps = { close: () => void; person: { id: number; role: Role }; doors: Door[] };

const LONGEST = 254;

/**
 * One field for pages, what can be begun, orders, codes and people. The browser's own dialog keeps the focus inside and gives
 * it back; the focus stays in the field, and arrow keys move the choice below it.
 */
export function SearchDialog({ close, person, doors }: SearchDialogProps) {
  const t = useTranslations('search');
  const router = useRouter();
  const listId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const [recent] = useState(() => recentPlaces(person.id));
  const typed = text.trim();
  const { found, searching, error, again, now } = useSearch(typed);
  const groups = searchGroups({ typed, recent, doors, found, role: person.role });
  const options = groups.flatMap((group) => group.options);
  const active = options[at];

  useEffect(() => dialog.current?.showModal(), []);

  const go = ({ href, label, icon }: SearchOption, elsewhere: boolean) => {
    // What can be begun is begun anew each time; where one was is worth coming back to.
    if (!href.includes('?open=')) keepPlace(person.id, { href, label, icon });
    dialog.current?.close();
    if (elsewhere) return void window.open(href);
    router.push(href);
    // Where the focus was is about to go away with its page.
    document.getElementById('content')?.focus();
  };
  /** Enter was pressed before anything was found: the first thing that comes is meant. */
  const hurry = async () => {
    const { items } = await now();
    const [first] = items;
    const isMeant = dialog.current?.open && field.current?.value.trim() === typed;
    if (first && isMeant) go(foundOption(first, person.role), false);
  };

  const move = (event: KeyboardEvent<HTMLInputElement>) => {
    // Enter and arrows of an input method choose its own words.
    if (event.nativeEvent.isComposing) return;
    const last = options.length - 1;
    const next = { ArrowDown: at < last ? at + 1 : 0, ArrowUp: at > 0 ? at - 1 : last }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      setAt(Math.max(0, next));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (active) go(active, event.metaKey || event.ctrlKey);
      // oxlint-disable-next-line house/catches-tell -- why it did not work is said below the field
      else if (searching) hurry().catch(() => undefined);
    }
  };
  return (
    <dialog ref={dialog} closedby="any" aria-label={t('title')} className={styles.dialog} onClose={close}>
      <div className={styles.panel}>
        <div className={styles.head}>
          <SearchOutlined className={styles.icon} aria-hidden />
          <input
            ref={field}
            type="text"
            role="combobox"
            className={styles.field}
            aria-label={t('title')}
            placeholder={t(`hint.${person.role}`)}
            aria-expanded={options.length > 0}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={active && `${listId}-${at}`}
            autoComplete="off"
            autoCorrect="off"
            spellCheck={false}
            enterKeyHint="go"
            maxLength={LONGEST}
            autoFocus
            value={text}
            onChange={({ target }) => {
              setText(target.value);
              setAt(0);
            }}
            onKeyDown={move}
          />
          <button type="button" className={styles.close} onClick={() => dialog.current?.close()}>
            {t('close')}
          </button>
        </div>
        <SearchResults id={listId} groups={groups} at={at} choose={setAt} go={go} />
        {error && (
          <div className={styles.failure}>
            <RefusalNotice title={t('failed')} error={error} retry={again} />
          </div>
        )}
        {searching && <p className={styles.note}>{t('searching')}</p>}
        {!searching && !error && options.length === 0 && (
          <p className={styles.note}>
            {t('nothing', { typed })}
            <br />
            {t(`help.${person.role}`)}
          </p>
        )}
        <p role="status" className="heard">
          {typed && !searching && !error && t('results', { count: options.length })}
        </p>
      </div>
    </dialog>
  );
}
