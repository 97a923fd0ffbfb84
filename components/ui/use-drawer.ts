'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useEffectEvent, useState } from 'react';

/** In an address: the drawer that is open when its page comes up. */
const OPEN = 'open';

/**
 * Whether a drawer is open, and a key of its own per opening: whatever was entered before belongs to another drawer.
 * @param name a link with `?open=` and this name opens it; the address is then as if it had been opened by its button
 */
export function useDrawer(name?: string) {
  const [{ opening, isOpen }, set] = useState({ opening: 0, isOpen: false });
  const asked = useSearchParams().get(OPEN);
  const show = useCallback(() => set((before) => ({ opening: before.opening + 1, isOpen: true })), []);
  const showOnce = useEffectEvent(() => {
    const address = new URL(location.href);
    // Two buttons of a page may open the same drawer: the first one has taken the word out of the address.
    if (!name || address.searchParams.get(OPEN) !== name) return;
    address.searchParams.delete(OPEN);
    history.replaceState(history.state, '', address);
    show();
  });
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- the address is not React's, and is changed with it
    if (asked) showOnce();
  }, [asked]);
  return {
    show,
    /** Null until it was opened for the first time. */
    drawer:
      opening === 0 ? null : { key: opening, open: isOpen, close: () => set({ opening, isOpen: false }) },
  };
}
