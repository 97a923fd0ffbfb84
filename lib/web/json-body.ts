import type { NextRequest } from 'next/server';
import { BusinessError } from '../errors';

const BODY_LIMIT = 1_048_576;

/** What a body says, which says that it is JSON. @throws BusinessError VALIDATION_ERROR, REQUEST_TOO_LARGE */
export async function jsonOf(request: NextRequest): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\b/i.test(type)) throw refusedBody('content type is not application/json', 415);
  const body = await rawBody(request);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown;
  } catch (error) {
    throw refusedBody(`body is not JSON in UTF-8: ${error instanceof Error ? error.name : ''}`, 400);
  }
}

/** The body byte for byte, as signatures need it. @throws BusinessError REQUEST_TOO_LARGE past `limit` bytes, VALIDATION_ERROR when it breaks off */
export async function rawBody(request: NextRequest, limit = BODY_LIMIT): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of received(request)) {
    size += chunk.byteLength;
    if (size > limit) throw new BusinessError('body too large', { errorCode: 'REQUEST_TOO_LARGE' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** What a body breaks off over is its sender's line, and no failure of ours. */
async function* received({ body }: NextRequest): AsyncGenerator<Uint8Array> {
  try {
    yield* body ?? [];
  } catch {
    throw refusedBody('body broke off', 400);
  }
}

function refusedBody(message: string, httpStatus: number) {
  return new BusinessError(message, {
    errorCode: 'VALIDATION_ERROR',
    httpStatus,
    details: { field: 'body' },
  });
}
