'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { useFeedback } from './feedback';
import { useLeaveWarning } from './use-leave-warning';

/** Asks before a link, a reload or a closed tab loses what was typed on a page. */
export function useLeaveQuestion(touched: boolean) {
  const t = useTranslations('drawer');
  const feedback = useFeedback();
  const router = useRouter();
  useLeaveWarning(touched);
  useEffect(() => {
    if (!touched) return;
    const ask = (event: MouseEvent) => {
      const href = leavesBy(event);
      if (!href) return;
      event.preventDefault();
      event.stopPropagation();
      feedback.dialog((modal) =>
        modal.confirm({
          title: t('discard_title'),
          content: t('discard_body'),
          okText: t('discard'),
          okButtonProps: { danger: true },
          cancelText: t('keep'),
          focusable: { autoFocusButton: 'cancel' },
          onOk: () => router.push(href),
        }),
      );
    };
    // Before the link itself hears of it.
    document.addEventListener('click', ask, true);
    return () => document.removeEventListener('click', ask, true);
  }, [feedback, router, t, touched]);
}

/** Where a click leads away to, in this tab and on this site. */
function leavesBy({ target, button, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent) {
  if (button !== 0 || ctrlKey || metaKey || shiftKey || altKey || !(target instanceof Element)) return;
  const link = target.closest<HTMLAnchorElement>('a[href]');
  if (!link || link.target === '_blank' || link.hasAttribute('download')) return;
  const { origin, pathname, search } = new URL(link.href);
  const leaves = pathname !== window.location.pathname || search !== window.location.search;
  return origin === window.location.origin && leaves ? pathname + search : undefined;
}
