'use client';

import { useEffect } from 'react';

const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled)';

/** Where something stood in the page: each element around it, the nearest first, and which of its children it was in. */
type Spot = { element: Element; page: string; around: { parent: Element; index: number }[] };

function spotOf(element: Element, content: Element): Spot {
  const around: Spot['around'] = [];
  for (let at = element; at !== content && at.parentElement; at = at.parentElement)
    around.push({ parent: at.parentElement, index: [...at.parentElement.children].indexOf(at) });
  return { element, page: location.pathname, around };
}

/** What stands now where the lost one stood, or next to it; the content itself when the page is another one. */
function heirOf({ around, page }: Spot, content: HTMLElement) {
  if (page !== location.pathname) return content;
  const left = around.find(({ parent }) => parent.isConnected);
  if (!left || left.parent === content) return content;
  const { parent, index } = left;
  const beside = parent.children[Math.min(index, parent.children.length - 1)];
  const within = [beside, parent, parent.parentElement].find((place) => place?.querySelector(FOCUSABLE));
  return beside?.matches(FOCUSABLE) ? beside : (within?.querySelector(FOCUSABLE) ?? content);
}

/**
 * When the element with the focus goes away, such as the button of what has just been done, the browser begins again at the
 * top of the document. Instead the next key goes on nearby.
 */
export function KeepFocus({ content: id }: { content: string }) {
  useEffect(() => {
    const content = document.getElementById(id);
    if (!content) return;
    let last: Spot | undefined;
    const note = ({ target }: FocusEvent) => {
      if (target instanceof Element && target !== content && content.contains(target))
        last = spotOf(target, content);
    };
    const mend = () => {
      if (!last || last.element.isConnected || document.activeElement !== document.body) return;
      const heir = heirOf(last, content);
      last = undefined;
      if (heir instanceof HTMLElement) heir.focus({ preventScroll: true });
    };
    // A dialog that closes hides first and gives the focus back to a button that may be gone by then.
    const mendLater = () => setTimeout(mend);
    const watch = new MutationObserver(mend);
    watch.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', note);
    document.addEventListener('focusout', mendLater);
    return () => {
      watch.disconnect();
      document.removeEventListener('focusin', note);
      document.removeEventListener('focusout', mendLater);
    };
  }, [id]);
  return null;
}
