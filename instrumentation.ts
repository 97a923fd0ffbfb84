import type { Instrumentation } from 'next';

/** So that pages are measured from the first one on: the routes that measure themselves are loaded when they are asked for. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  await import('./lib/metrics');
  const { startRecording } = await import('./lib/monitoring/record-errors');
  startRecording();
  const { startTracker } = await import('./lib/error-tracker');
  await startTracker();
}

/** A page that broke down shows its reader the digest of the error; the log leads from it to the request and the stack. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  // This file is also part of the runtime in which no Node.js module exists.
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { logError, logWarning } = await import('./lib/log');
  const { isHeard } = await import('./lib/web/arrival');
  const requestId = request.headers['x-request-id'];
  const facts = {
    request_id: Array.isArray(requestId) ? requestId[0] : requestId,
    digest: error instanceof Error && 'digest' in error ? error.digest : undefined,
    path: request.path.split('?')[0],
    method: request.method,
    route: context.routePath,
    place: `${context.routeType} ${context.routePath}`,
  };
  if (isHeard()) logError(error, facts);
  else logWarning(`not readable: ${error instanceof Error ? error.message : String(error)}`, facts);
};
