'use client';

import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import styles from './split-button.module.css';

export type MenuChoice = { key: string; label: string; danger?: boolean; choose: () => void };

type SplitButtonProps = {
  /** The one thing most people want, and how it is called for people who cannot see its place. */
  label: string;
  describe?: string;
  act: () => void;
  /** The button beside it: what else there is. */
  menuLabel: string;
  choices: MenuChoice[];
};

const GAP = 4;

/**
 * One button and a menu of what else can be done. A list has one in every row: the menu is the browser's own popover and
 * there only while it is open, without the weight of antd's.
 */
export function SplitButton({ label, describe, act, menuLabel, choices }: SplitButtonProps) {
  const menuId = useId();
  const root = useRef<HTMLDivElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const more = useRef<HTMLButtonElement>(null);
  /** Which end of the menu is focused when it opens. */
  const [opened, setOpened] = useState<'first' | 'last'>();

  useEffect(() => {
    const panel = menu.current;
    if (!opened || !panel || !more.current) return;
    if (!panel.matches(':popover-open')) panel.showPopover();
    place(panel, more.current.getBoundingClientRect());
    itemsOf(panel)
      .at(opened === 'first' ? 0 : -1)
      ?.focus({ preventScroll: true });
    const leave = ({ target }: Event) => {
      if (!(target instanceof Node && root.current?.contains(target))) setOpened(undefined);
    };
    const events = ['pointerdown', 'scroll', 'resize', 'focusin'] as const;
    for (const event of events) window.addEventListener(event, leave, true);
    return () => {
      for (const event of events) window.removeEventListener(event, leave, true);
    };
  }, [opened]);

  const close = () => {
    more.current?.focus();
    setOpened(undefined);
  };
  const openByKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    setOpened(event.key === 'ArrowDown' ? 'first' : 'last');
  };
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'Tab') return close();
    if (event.key === 'Escape') {
      event.stopPropagation();
      return close();
    }
    const items = itemsOf(event.currentTarget);
    const at = items.findIndex((item) => item === document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    items.at(next % items.length)?.focus();
  };
  return (
    <div ref={root} className={styles.split}>
      <button type="button" className={styles.main} aria-label={describe} onClick={act}>
        {label}
      </button>
      <button
        ref={more}
        type="button"
        className={styles.more}
        aria-label={menuLabel}
        aria-haspopup="menu"
        aria-expanded={opened !== undefined}
        aria-controls={opened && menuId}
        onClick={() => setOpened(opened ? undefined : 'first')}
        onKeyDown={openByKey}
      />
      {opened && (
        <div
          ref={menu}
          id={menuId}
          popover="manual"
          role="menu"
          tabIndex={-1}
          aria-label={menuLabel}
          className={styles.menu}
          onKeyDown={move}
        >
          {choices.map(({ key, label: words, danger, choose }) => (
            <button
              key={key}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className={styles.item}
              data-danger={danger}
              onClick={() => {
                close();
                choose();
              }}
            >
              {words}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function itemsOf(menu: HTMLElement) {
  return [...menu.querySelectorAll<HTMLElement>('[role="menuitem"]')];
}

/** Under the button, or above it where the window ends. */
function place(menu: HTMLElement, button: DOMRect) {
  const under = button.bottom + GAP;
  const above = button.top - GAP - menu.offsetHeight;
  const fits = under + menu.offsetHeight <= window.innerHeight || above < 0;
  menu.style.top = `${fits ? under : above}px`;
  menu.style.left = `${Math.max(GAP, button.right - menu.offsetWidth)}px`;
}
