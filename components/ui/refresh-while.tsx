'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const EVERY_MS = 2_000;
/** What takes longer is looked at by hand, or by coming back to the tab. */
const PATIENCE_MS = 300_000;

/** Keeps what the server drew up to date while something on the page is at work. A hidden tab asks for nothing. */
export function RefreshWhile({ active }: { active: boolean }) {
  const router = useRouter();
  useEffect(() => {
    if (!active) return;
    let since = Date.now();
    const timer = setInterval(() => {
      if (!document.hidden && Date.now() - since < PATIENCE_MS) router.refresh();
    }, EVERY_MS);
    const onVisible = () => {
      since = Date.now();
    };
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [active, router]);
  return null;
}
