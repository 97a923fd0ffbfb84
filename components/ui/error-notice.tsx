'use client';

import { Button } from 'antd';
import { useTranslations } from 'next-intl';
import { CopyButton } from './copy-button';

type ErrorNoticeProps = {
  /** What happened. */
  title?: string;
  /** What to do now: the message the server answered, already in the reader's language. */
  message?: string;
  requestId?: string;
  retry?: () => void;
};

/** What happened, what to do, the id to quote, and another try. */
export function ErrorNotice({ title, message, requestId, retry }: ErrorNoticeProps) {
  const t = useTranslations('ui');
  return (
    <div role="alert" className="failure">
      <strong>{title ?? t('error_title')}</strong>
      {/* Without an id it never reached the server. */}
      <span>{message ?? t(requestId ? 'error_body' : 'no_answer')}</span>
      {requestId && (
        <span className="quoted">
          {t('request_id')} <code>{requestId}</code>
          <CopyButton text={requestId} label={t('copy_request_id')} />
        </span>
      )}
      {retry && <Button onClick={retry}>{t('retry')}</Button>}
    </div>
  );
}
