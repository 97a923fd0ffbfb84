'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { copyText } from '@/components/ui/copy-text';
import { useFeedback } from '@/components/ui/feedback';

const SHOWN_MS = 4000;

/** Copies links. Where the browser refuses, they are shown to be copied by hand. `copied` is true for a while after. */
export function useCopyLink() {
  const t = useTranslations('codes');
  const feedback = useFeedback();
  const [copied, setCopied] = useState(0);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(0), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async (text: string) => {
    const done = await copyText(text);
    if (done) setCopied((times) => times + 1);
    else {
      const content = (
        <>
          <p>{t('copy_by_hand_body')}</p>
          <textarea readOnly aria-label={t('copy_by_hand')} value={text} rows={4} style={{ width: '100%' }} />
        </>
      );
      feedback.dialog((modal) => modal.info({ title: t('copy_by_hand'), content, okText: t('close') }));
    }
    return done;
  };
  return { copied: copied > 0, copy };
}
