'use client';

import { ErrorNotice } from '@/components/ui/error-notice';

type ErrorPageProps = { error: Error & { digest?: string }; retry: () => void };

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  return (
    <div className="notice">
      <ErrorNotice requestId={error.digest} retry={retry} />
    </div>
  );
}
