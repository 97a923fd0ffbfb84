'use client';

import { Result } from 'antd';
import type { ReactNode } from 'react';
import { CardHeading } from './card-heading';
import styles from './card-notice.module.css';

type CardNoticeProps = {
  status: 'success' | 'warning';
  title: ReactNode;
  next: ReactNode;
  extra?: ReactNode;
};

/** How something on a card came out, and what comes next. */
export function CardNotice({ status, title, next, extra }: CardNoticeProps) {
  return (
    <div role={status === 'success' ? 'status' : undefined}>
      <Result
        className={styles.notice}
        status={status}
        title={<CardHeading title={title} />}
        subTitle={next}
        extra={extra}
      />
    </div>
  );
}
