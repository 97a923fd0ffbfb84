'use client';

import { ErrorNotice } from '@/components/ui/error-notice';
import styles from './error.module.css';

type ErrorPageProps = { error: Error & { digest?: string }; retry: () => void };

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  return (
    <div className={styles.page}>
      <ErrorNotice requestId={error.digest} retry={retry} />
    </div>
  );
}
