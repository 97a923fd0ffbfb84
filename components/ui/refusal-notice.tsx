'use client';

import { useTranslations } from 'next-intl';
import { RefusedError } from './answers';
import { ErrorNotice } from './error-notice';

type RefusalNoticeProps = {
  /** What could not be done. */
  title: string;
  /** As it was thrown: a refusal speaks for itself, anything else means that no answer came. */
  error: unknown;
  retry?: () => void;
};

export function RefusalNotice({ title, error, retry }: RefusalNoticeProps) {
  const t = useTranslations('ui');
  const refusal = error instanceof RefusedError ? error : undefined;
  const message = refusal ? refusal.message || undefined : t('no_answer');
  return <ErrorNotice title={title} message={message} requestId={refusal?.requestId} retry={retry} />;
}
