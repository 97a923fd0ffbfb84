import { AsyncLocalStorage } from 'node:async_hooks';

// On the global object, because bin/web.mjs opens the scope around Next.js and is no part of what that bundles.
const kept = globalThis as { tributaryRequests?: AsyncLocalStorage<string> };

/** The id of the request or job on whose behalf the present code runs, for what is too deep down to be told. */
export const requestScope = (kept.tributaryRequests ??= new AsyncLocalStorage());
