'use client';

import { useState } from 'react';

/** Whether a drawer is open, and a key of its own per opening: whatever was entered before belongs to another drawer. */
export function useDrawer() {
  const [{ opening, isOpen }, set] = useState({ opening: 0, isOpen: false });
  return {
    show: () => set({ opening: opening + 1, isOpen: true }),
    /** Null until it was opened for the first time. */
    drawer:
      opening === 0 ? null : { key: opening, open: isOpen, close: () => set({ opening, isOpen: false }) },
  };
}
