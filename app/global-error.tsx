'use client';

import en from '@/messages/en.json';
import zh from '@/messages/zh-CN.json';

// Shown when the layout itself has failed: no provider, no style sheet, no language is known here.
export default function GlobalError({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  return (
    <html lang="en">
      <body
        style={{
          colorScheme: 'light dark',
          maxWidth: '36rem',
          margin: '12vh auto',
          padding: '0 1rem',
          fontFamily: 'system-ui, sans-serif',
        }}
      >
        <title>Tributary</title>
        {[en.ui, zh.ui].map((words, at) => (
          <section key={words.error_title} lang={at === 0 ? 'en' : 'zh-CN'}>
            <h1>{words.error_title}</h1>
            <p>{words.error_body}</p>
            {error.digest && (
              <p>
                {words.request_id} <code>{error.digest}</code>
              </p>
            )}
            <button type="button" onClick={retry}>
              {words.retry}
            </button>
          </section>
        ))}
      </body>
    </html>
  );
}
