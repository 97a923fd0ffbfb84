'use client';

import dynamic from 'next/dynamic';
import { createContext, use, useState, type ReactNode } from 'react';
import type { AntdFeedback } from './feedback-host';

const FeedbackHost = dynamic(() => import('./feedback-host').then((file) => file.FeedbackHost), {
  ssr: false,
});

type Feedback = {
  /** A short word that something was done; it goes away by itself. */
  success: (words: ReactNode, seconds?: number) => void;
  info: (words: ReactNode) => void;
  error: (words: ReactNode, seconds?: number) => void;
  /** Opens one of antd's dialogs. */
  dialog: (open: (modal: AntdFeedback['modal']) => unknown) => void;
};

const FeedbackContext = createContext<Feedback | null>(null);

/** Messages and dialogs for everything inside. Most visits to a page need none, so antd's come with their first use. */
export function FeedbackProvider({ children }: { children: ReactNode }) {
  const [wanted, setWanted] = useState(false);
  const [{ feedback, ready }] = useState(() => {
    let resolve: (antd: AntdFeedback) => void = () => undefined;
    // Node 20 has no Promise.withResolvers.
    const promise = new Promise<AntdFeedback>((settle) => {
      resolve = settle;
    });
    const show = (run: (antd: AntdFeedback) => unknown) => {
      setWanted(true);
      void promise.then(run);
    };
    const made: Feedback = {
      success: (words, seconds) => show(({ message }) => message.success(words, seconds)),
      info: (words) => show(({ message }) => message.info(words)),
      error: (words, seconds) => show(({ message }) => message.error(words, seconds)),
      dialog: (open) => show(({ modal }) => open(modal)),
    };
    return { feedback: made, ready: resolve };
  });
  return (
    <FeedbackContext value={feedback}>
      {children}
      {wanted && <FeedbackHost ready={ready} />}
    </FeedbackContext>
  );
}

export function useFeedback() {
  const feedback = use(FeedbackContext);
  if (!feedback) throw new Error('useFeedback needs a FeedbackProvider around it');
  return feedback;
}
