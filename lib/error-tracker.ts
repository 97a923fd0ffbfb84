import { env } from './env';
import { reportErrors } from './error-notes';
import { masked } from './mask';

const LONGEST = 2_000;
const PATIENCE_MS = 1_500;

/**
 * Reports what nobody expected to Sentry, where a DSN is set; without one the package is not even loaded. Nothing is patched
 * by it: what is told comes from the log alone, masked as there and once more before it leaves.
 */
export async function startTracker() {
  const { SENTRY_DSN: dsn, SENTRY_ENVIRONMENT: environment } = env();
  if (!dsn) return;
  const sentry = await import('@sentry/node');
  sentry.initWithoutDefaultIntegrations({
    dsn,
    environment,
    tracesSampleRate: 0.1,
    // Nothing about who asked, and nothing of what was asked, is sent by default.
    dataCollection: { userInfo: false, cookies: false, httpHeaders: false, httpBodies: [] },
    enableRuntimeChannelInjection: false,
    integrations: [sentry.linkedErrorsIntegration(), sentry.dedupeIntegration()],
    beforeSend: ({ sdkProcessingMetadata, ...event }) => ({
      ...(masked(event, LONGEST) as typeof event),
      sdkProcessingMetadata,
    }),
  });
  reportErrors(
    ({ thrown, code, facts, context }) => {
      const tags = {
        error_code: code,
        request_id: textOf(facts.request_id),
        place: textOf(context.place ?? context.task),
      };
      sentry.captureException(thrown, { tags, contexts: { facts } });
    },
    () => sentry.flush(PATIENCE_MS),
  );
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);
