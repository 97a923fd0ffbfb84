'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const EVERY_MS = 2_000;
/** What takes longer is looked at by hand, or by coming back to the tab. */
const PATIENCE_MS = 300_000;

type RefreshWhileProps = {
  active: boolean;
  every?: number;
  /** For how long, from when the page was last come to. */
  patience?: number;
};

/** Keeps what the server drew up to date while something on the page is at work. A hidden tab asks for nothing. */
export function RefreshWhile({ active, every = EVERY_MS, patience = PATIENCE_MS }: RefreshWhileProps) {
  const router = useRouter();
  useEffect(() => {
    if (!active) return;
    let since = Date.now();
    let last = since;
    const refresh = () => {
      last = Date.now();
      router.refresh();
    };
    const timer = setInterval(() => {
      if (!document.hidden && Date.now() - since < patience) refresh();
    }, every);
    const onVisible = () => {
      since = Date.now();
      if (!document.hidden && since - last >= every) refresh();
    };
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [active, every, patience, router]);
  return null;
}
