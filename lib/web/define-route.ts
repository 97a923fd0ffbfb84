import { type NextRequest, NextResponse } from 'next/server';
import { unstable_rethrow } from 'next/navigation';
import { z } from 'zod';
import { actorName, contextOf, type Actor, type Ctx } from '../context';
import { subjectsIn } from '../error-notes';
import { type AppError, UnauthenticatedError } from '../errors';
import type { Export } from '../export';
import { measureRequest } from '../metrics';
import { idempotencyKey } from '../text';
import { csvAnswer } from './csv-answer';
import { parse } from './define-action';
import { answerError } from './error-answer';
import { jsonOf } from './json-body';
import { preferredLocale } from './locale';
import { routeOf } from './route-of';
import { assertSameOrigin } from './same-origin';
import { clientIp, requestActor, requestIdOf } from './session';

const SAFE = new Set(['GET', 'HEAD']);
const NOTHING = z.object({});

type RouteSpec<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, T> = {
  /** "user": a session or an API key is needed. "public": anyone, and nobody's rights are used. */
  who: 'user' | 'public';
  params?: P;
  query?: Q;
  /** Left out: the body is not read as JSON; `request` has it raw. */
  body?: B;
  status?: number;
  run: (
    ctx: Ctx,
    input: { params: z.output<P>; query: z.output<Q>; body: z.output<B>; request: NextRequest },
  ) => Promise<T>;
  /** Of a list: the same rows as a file, all of them, for `?format=csv`. */
  csv?: (ctx: Ctx, input: { params: z.output<P>; query: z.output<Q> }) => Export | Promise<Export>;
};

/**
 * Makes a route handler: actor, parsed input, verb, JSON; every refusal in the one error shape. `run` may answer a
 * Response itself where a caller's protocol asks for other bytes than JSON.
 */
export function defineRoute<
  T,
  P extends z.ZodType = typeof NOTHING,
  Q extends z.ZodType = typeof NOTHING,
  B extends z.ZodType = typeof NOTHING,
>(spec: RouteSpec<P, Q, B, T>) {
  const handler = async (
    request: NextRequest,
    { params }: { params: Promise<unknown> },
  ): Promise<Response> => {
    const began = performance.now();
    const requestId = requestIdOf(request.headers);
    const taken = ((await params) ?? {}) as Record<string, string | string[] | undefined>;
    const route = routeOf(request.nextUrl.pathname, taken);
    const answered = (response: Response) => {
      measureRequest({ method: request.method, route, status: response.status }, performance.now() - began);
      return withHeaders(response, requestId);
    };
    let actor: Actor | undefined;
    try {
      actor = await actorOf(request, spec.who);
      const ctx = contextOf(actor, requestId, spec.who === 'user' ? keyOf(request) : undefined);
      const input = {
        params: parse(spec.params ?? NOTHING, taken) as z.output<P>,
        query: parse(spec.query ?? NOTHING, Object.fromEntries(request.nextUrl.searchParams)) as z.output<Q>,
        body: parse(spec.body ?? NOTHING, spec.body ? await jsonOf(request) : {}) as z.output<B>,
        request,
      };
      const answer =
        spec.csv && asksForCsv(request)
          ? await csvAnswer(await spec.csv(ctx, input), request, requestId)
          : await spec.run(ctx, input);
      return answered(
        answer instanceof Response ? answer : NextResponse.json(answer, { status: spec.status ?? 200 }),
      );
    } catch (thrown) {
      unstable_rethrow(thrown);
      const locale = preferredLocale(request.headers.get('accept-language'));
      const { error, answer } = answerError(thrown, locale, {
        request_id: requestId,
        actor: actor && actorName(actor),
        user_id: actor?.kind === 'user' ? actor.userId : undefined,
        path: request.nextUrl.pathname,
        method: request.method,
        place: `${request.method} ${route}`,
        ...subjectsIn(taken),
      });
      return answered(NextResponse.json(answer, { status: error.httpStatus, headers: headersOf(error) }));
    }
  };
  return Object.assign(handler, { accepts: acceptedBy(spec) });
}

/** What a route says of itself, for tests and descriptions. */
export type Accepts = Pick<
  RouteSpec<z.ZodType, z.ZodType, z.ZodType, unknown>,
  'who' | 'params' | 'query' | 'body'
>;

function acceptedBy({ who, params, query, body }: Accepts): Accepts {
  return { who, params, query, body };
}

const Format = z.object({ format: z.enum(['json', 'csv']).optional() });

function asksForCsv({ nextUrl }: NextRequest) {
  return parse(Format, { format: nextUrl.searchParams.get('format') ?? undefined }).format === 'csv';
}

async function actorOf(request: NextRequest, who: 'user' | 'public'): Promise<Actor> {
  if (who === 'public') return { kind: 'public', ip: clientIp(request.headers) };
  const actor = await requestActor();
  if (actor.kind !== 'user') throw new UnauthenticatedError();
  if (actor.via === 'session' && !SAFE.has(request.method)) assertSameOrigin(request.headers);
  return actor;
}

function keyOf(request: NextRequest) {
  const key = request.headers.get('idempotency-key');
  return key === null || SAFE.has(request.method)
    ? undefined
    : parse(z.object({ 'Idempotency-Key': idempotencyKey() }), { 'Idempotency-Key': key })['Idempotency-Key'];
}

function headersOf({ details: { retry_after: seconds, allow } }: AppError): Record<string, string> {
  return {
    ...(typeof seconds === 'number' && { 'Retry-After': String(seconds) }),
    ...(Array.isArray(allow) && { Allow: allow.join(', ') }),
  };
}

function withHeaders(response: Response, requestId: string) {
  response.headers.set('X-Request-Id', requestId);
  if (!response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'no-store');
  return response;
}
