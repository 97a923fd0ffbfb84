import type { ActionResult } from '@/lib/web/define-action';

type Refusal = {
  errorCode: string;
  message: string;
  requestId?: string;
  status?: number;
  field?: unknown;
};

/** The product said no; `message` is in the reader's language. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly errorCode: string;
  readonly requestId: string | undefined;
  /** Of a route's answer; actions have none. */
  readonly status: number | undefined;
  /** What was entered wrongly, where it is one thing. */
  readonly field: string | undefined;

  constructor({ errorCode, message, requestId, status, field }: Refusal) {
    super(message);
    this.errorCode = errorCode;
    this.requestId = requestId;
    this.status = status;
    this.field = typeof field === 'string' ? field : undefined;
  }
}

const FINAL = new Set([401, 403, 404]);
const FINAL_CODES = new Set(['UNAUTHENTICATED', 'PERMISSION_DENIED', 'RESOURCE_NOT_FOUND']);

/** Whether asking again cannot help: signed out, not allowed, or not there. */
export function isFinal(error: unknown) {
  if (!(error instanceof RefusedError)) return false;
  return FINAL_CODES.has(error.errorCode) || (error.status !== undefined && FINAL.has(error.status));
}

/** What a server action did. @throws RefusedError when it said no */
export function answerOf<T>(result: ActionResult<T>): T {
  if (result.ok) return result.data;
  const { error_code: errorCode, message, request_id: requestId, details } = result.error;
  throw new RefusedError({ errorCode, message, requestId, field: details.field });
}

/**
 * Reads one of the product's own routes from the browser.
 * @throws RefusedError when it answers with anything but success; TypeError when no answer comes
 */
export async function readApi<T>(path: string, signal?: AbortSignal): Promise<T> {
  const headers = { Accept: 'application/json', 'Accept-Language': document.documentElement.lang };
  const response = await fetch(path, { signal, headers });
  if (response.ok) return (await response.json()) as T;
  const requestId = response.headers.get('x-request-id') ?? undefined;
  const { error_code = 'UNKNOWN_ERROR', message = '' } = await refusalOf(response);
  throw new RefusedError({ errorCode: error_code, message, requestId, status: response.status });
}

async function refusalOf(response: Response): Promise<{ error_code?: string; message?: string }> {
  const type = response.headers.get('content-type') ?? '';
  // Something in front of the product may answer a page of its own.
  return type.startsWith('application/json') ? ((await response.json()) as object) : {};
}
