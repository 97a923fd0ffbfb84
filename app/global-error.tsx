'use client';

type Words = { error_title: string; error_body: string; request_id: string; retry: string };
const LANGUAGES = Object.entries(JSON.parse(process.env.WORDS_OF_FAILURE ?? '{}') as Record<string, Words>);

const PAGE = { colorScheme: 'light dark', maxWidth: '36rem', margin: '12vh auto', padding: '0 1rem' };

type GlobalErrorProps = { error: Error & { digest?: string }; retry: () => void };

/** Shown when the layout itself has failed: no provider, no style sheet and no language is known here. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  return (
    <html lang={LANGUAGES[0]?.[0]}>
      <body style={{ ...PAGE, fontFamily: 'system-ui, sans-serif' }}>
        {/* not from the catalogue: the product's own name */}
        <title>Tributary</title>
        {LANGUAGES.map(([locale, words]) => (
          <section key={locale} lang={locale}>
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
