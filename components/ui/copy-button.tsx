'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import styles from './copy-button.module.css';

const SHOWN_MS = 4000;

type CopyButtonProps = {
  text: string;
  /** What is copied, for people who cannot see the button's place: "Copy code ABC". */
  label?: string;
};

/** Copies, and says in its own place whether it did. A list has one in every row, so it is as small as it can be. */
export function CopyButton({ text, label }: CopyButtonProps) {
  const t = useTranslations('ui');
  const [outcome, setOutcome] = useState<'copied' | 'copy_failed'>();
  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch (error) {
      // Browsers refuse it without TLS, or when the page has lost the focus.
      if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
      setOutcome('copy_failed');
    }
  };
  return (
    <>
      <button
        type="button"
        className={styles.copy}
        data-outcome={outcome}
        aria-label={label ?? t('copy')}
        title={t(outcome ?? 'copy')}
        onClick={() => void copy()}
      />
      {outcome && (
        <span role="status" className={outcome === 'copied' ? 'heard' : 'quoted'}>
          {t(outcome)}
        </span>
      )}
    </>
  );
}
