import { z } from 'zod';
import { env } from '../../env';
import { TechnicalError } from '../../errors';
import { text } from '../../text';
import type { WorkspaceProvider } from './workspace';

const MOST_BYTES = 65_536;
const Added = z.object({ user_id: text(120) });
const GONE = new Set([404, 410]);
/** Refusals that say nothing about the member: who we are, or that it is not the moment. */
const NOT_ABOUT_THE_MEMBER = new Set([401, 403, 407, 408, 409, 421, 425, 429]);

/** A workspace behind HTTP: POST adds an email to an account's members and answers its user_id, DELETE removes that. */
export const httpWorkspace: WorkspaceProvider = {
  async addMember({ account_id, email }, { key, signal }) {
    const answer = await call(membersOf(account_id), signal, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
      body: JSON.stringify({ email }),
    });
    if (!answer.ok) throw await refusal(answer);
    const added = Added.safeParse(await jsonOf(answer));
    if (!added.success) throw unavailable('the workspace answered without a user_id');
    return added.data;
  },

  async removeMember({ account_id, user_id }, { signal }) {
    const url = `${membersOf(account_id)}/${encodeURIComponent(user_id)}`;
    const answer = await call(url, signal, { method: 'DELETE' });
    if (!answer.ok && !GONE.has(answer.status)) throw await refusal(answer);
    await answer.body?.cancel();
  },
};

function membersOf(accountId: string) {
  const base = env().WORKSPACE_API_URL.replace(/\/+$/, '');
  return `${base}/accounts/${encodeURIComponent(accountId)}/members`;
}

type Asked = { method: string; headers?: Record<string, string>; body?: string };

async function call(url: string, signal: AbortSignal, init: Asked) {
  const headers = { ...init.headers, Authorization: `Bearer ${env().WORKSPACE_API_TOKEN}` };
  try {
    // A redirect would take the token elsewhere.
    return await fetch(url, { ...init, headers, redirect: 'error', signal });
  } catch (cause) {
    throw unavailable(signal.aborted ? 'the workspace did not answer in time' : 'no answer', cause);
  }
}

/** What it answered, as far as anybody needs it. @throws TechnicalError when it ends early, is too long or no JSON */
async function jsonOf(answer: Response): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of answer.body ?? []) {
      size += chunk.byteLength;
      if (size > MOST_BYTES) throw new Error(`more than ${MOST_BYTES} bytes`);
      chunks.push(chunk);
    }
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch (cause) {
    throw unavailable('the answer of the workspace cannot be read', cause);
  }
}

async function refusal(answer: Response) {
  await answer.body?.cancel();
  const { status } = answer;
  const isRefused = status >= 400 && status < 500 && !NOT_ABOUT_THE_MEMBER.has(status);
  if (!isRefused) return unavailable(`the workspace answered ${status}`, undefined, status);
  return new TechnicalError(`the workspace refused with ${status}`, {
    errorCode: 'WORKSPACE_REFUSED',
  });
}

/** @param httpStatus of its answer, where there was one */
function unavailable(message: string, cause?: unknown, httpStatus: number | null = null) {
  return new TechnicalError(message, {
    errorCode: 'WORKSPACE_UNAVAILABLE',
    internal: { http_status: httpStatus },
    cause,
  });
}
