'use client';

import { useTranslations } from 'next-intl';
import { useFeedback } from './feedback';
import { RefusalNotice } from './refusal-notice';

/** Says that something could not be done, where the button that did it has no room for it. */
export function useRefusalDialog() {
  const t = useTranslations('ui');
  const feedback = useFeedback();
  return (title: string, error: unknown) => {
    const content = <RefusalNotice title={title} error={error} />;
    feedback.dialog((modal) => modal.error({ icon: null, title: null, content, okText: t('close') }));
  };
}
