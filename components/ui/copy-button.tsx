'use client';

import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';

const SHOWN_MS = 4000;

type CopyButtonProps = {
  text: string;
  /** What is copied, for people who cannot see the button's place: "Copy code ABC". */
  label?: string;
};

/** Copies, and says in its own place whether it did. */
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
      <Button
        type="text"
        size="small"
        icon={outcome === 'copied' ? <CheckOutlined /> : <CopyOutlined />}
        aria-label={label ?? t('copy')}
        title={t(outcome ?? 'copy')}
        onClick={() => void copy()}
      />
      <span role="status" className={outcome === 'copy_failed' ? 'quoted' : 'heard'}>
        {outcome && t(outcome)}
      </span>
    </>
  );
}
