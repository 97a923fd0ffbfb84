'use client';

import { App } from 'antd';
import { useEffect } from 'react';

export type AntdFeedback = ReturnType<typeof App.useApp>;
type Ready = { ready: (feedback: AntdFeedback) => void };

/** Where antd's messages and dialogs are drawn. */
export function FeedbackHost({ ready }: Ready) {
  return (
    <App component={false}>
      <Announce ready={ready} />
    </App>
  );
}

function Announce({ ready }: Ready) {
  const feedback = App.useApp();
  useEffect(() => ready(feedback), [feedback, ready]);
  return null;
}
