'use client';

import { useSyncExternalStore } from 'react';
import type { Mode } from './palette';
import { DARK_MEDIA, DARK_SHEET, keepChoice, MODE_COOKIE, modeChoice, type ModeChoice } from './preference';

const CHANGED = 'modechange';

/** Switches the mode at once, without asking the server, and remembers it. */
export function chooseMode(choice: ModeChoice) {
  keepChoice(MODE_COOKIE, choice === 'auto' ? null : choice);
  document.documentElement.dataset.theme = choice;
  document.getElementById(DARK_SHEET)?.setAttribute('media', DARK_MEDIA[choice]);
  dispatchEvent(new Event(CHANGED));
}

function subscribe(changed: () => void) {
  const device = matchMedia(DARK_MEDIA.auto);
  device.addEventListener('change', changed);
  addEventListener(CHANGED, changed);
  return () => {
    device.removeEventListener('change', changed);
    removeEventListener(CHANGED, changed);
  };
}

const currentChoice = () => modeChoice(document.documentElement.dataset.theme);

export function useModeChoice(): ModeChoice {
  return useSyncExternalStore(subscribe, currentChoice, () => 'auto');
}

/** The mode that is seen, for what cannot take its colours from style sheets, such as charts. */
export function useMode(): Mode {
  return useSyncExternalStore(
    subscribe,
    () => (matchMedia(DARK_MEDIA[currentChoice()]).matches ? 'dark' : 'light'),
    () => 'light',
  );
}
