'use client';

import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';

const CONFIRMED_MS = 2000;

type CopyButtonProps = {
  text: string;
  /** What is copied, for people who cannot see the button's place: "Copy code ABC". */
  label?: string;
};

/** Copies and says so, in its own place. */
export function CopyButton({ text, label }: CopyButtonProps) {
  const t = useTranslations('ui');
  const { message } = App.useApp();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), CONFIRMED_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch (error) {
      // Browsers refuse it without TLS, or when the page has lost the focus.
      if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
      message.warning(t('copy_failed'));
    }
  };
  return (
    <>
      <Button
        type="text"
        size="small"
        icon={copied ? <CheckOutlined /> : <CopyOutlined />}
        aria-label={label ?? t('copy')}
        title={t(copied ? 'copied' : 'copy')}
        onClick={() => void copy()}
      />
      <span role="status" className="heard">
        {copied && t('copied')}
      </span>
    </>
  );
}
