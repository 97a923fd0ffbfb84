'use client';

import { ErrorNotice } from './error-notice';

type ErrorPageProps = { error: Error & { digest?: string }; retry: () => void };

/** What stands in the place of a page that broke down. The frame around it stays, so there is a way elsewhere. */
export function ErrorPage({ error, retry }: ErrorPageProps) {
  return (
    <div className="notice">
      <ErrorNotice requestId={error.digest} retry={retry} />
    </div>
  );
}
