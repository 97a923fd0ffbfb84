import { cookies, headers } from 'next/headers';
import { unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import { actorName, contextOf, type Actor, type Ctx } from '../context';
import { subjectsIn } from '../error-notes';
import { ValidationError } from '../errors';
import { idempotencyKey } from '../text';
import { answerError, type ErrorAnswer } from './error-answer';
import { isLocale, LOCALE_COOKIE, preferredLocale } from './locale';
import { assertSameOrigin } from './same-origin';
import { clientIp, sessionActor, requestIdOf } from './session';

/** What a server action answers: the verb's result, or the same error shape as over HTTP with the request id to quote. */
export type ActionResult<T> =
  { ok: true; data: T } | { ok: false; error: ErrorAnswer & { request_id: string } };

/**
 * Makes a server action of a verb. It is a public endpoint: the input is parsed here, the verb decides who may.
 * @param input the schema of what the client sends
 * @param run the verb
 * @param who "reader": whoever is signed in, else the public. "public": nobody's rights are used, so it may come from anywhere
 * @returns an action that takes the input and, for writes, the key of the form that sends it, so that a form sent twice
 *   acts once
 */
export function defineAction<S extends z.ZodType, T>(
  input: S,
  run: (ctx: Ctx, input: z.output<S>) => Promise<T>,
  who: 'reader' | 'public' = 'reader',
) {
  const action = async (raw: z.input<S>, formKey?: string): Promise<ActionResult<T>> => {
    const head = await headers();
    const requestId = requestIdOf(head);
    let actor: Actor | undefined;
    let ctx: Ctx | undefined;
    try {
      actor = who === 'public' ? { kind: 'public', ip: clientIp(head) } : await sessionActor();
      const bringsCookie = who === 'reader' && !(actor.kind === 'user' && actor.via === 'api-key');
      if (bringsCookie) assertSameOrigin(head);
      const key = formKey === undefined ? undefined : parse(idempotencyKey(), formKey);
      ctx = contextOf(actor, requestId, key);
      return { ok: true, data: await run(ctx, parse(input, raw)) };
    } catch (thrown) {
      unstable_rethrow(thrown);
      const { answer } = answerError(thrown, await readerLocale(), {
        request_id: requestId,
        actor: actor && actorName(actor),
        user_id: actor?.kind === 'user' ? actor.userId : undefined,
        path: head.get('referer'),
        method: 'action',
        place: `action ${ctx?.trace?.right ?? ''}`.trim(),
        ...subjectsIn(raw),
      });
      return { ok: false, error: { ...answer, request_id: requestId } };
    }
  };
  return Object.assign(action, { accepts: input });
}

/** @throws ValidationError naming the first field that is wrong */
export function parse<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const [first] = result.error.issues;
  throw new ValidationError(`invalid input: ${result.error.message}`, first?.path.map(String).join('.'));
}

/** The language of the present reader: chosen, else preferred by the browser. */
export async function readerLocale() {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value;
  return isLocale(chosen) ? chosen : preferredLocale((await headers()).get('accept-language'));
}
