import { NextRequest } from 'next/server';
import NextAuth, { type AuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { z } from 'zod';
import { endSession } from '../accounts/end-session';
import { SignInInput } from '../accounts/schema';
import { SESSION_SECONDS } from '../accounts/session-life';
import { signIn } from '../accounts/sign-in';
import type { Actor, Ctx } from '../context';
import { env } from '../env';
import { ValidationError } from '../errors';
import type { Role } from '../generated/prisma/enums';
import { logError, logWarning } from '../log';
import { parse, readerLocale } from './define-action';
import { answerError } from './error-answer';
import { jsonOf, rawBody } from './json-body';
import { deviceOf, sessionActor } from './session';
import { SessionToken } from './session-token';

declare module 'next-auth' {
  interface User {
    id: string;
    sid: string;
    session_version: number;
  }
  interface Session {
    user: { id: number; role: Role };
  }
}

declare module 'next-auth/jwt' {
  interface JWT {
    id: number;
    sid: string;
    session_version: number;
  }
}

/**
 * Signing in and out, spoken by next-auth, for programs and for `next-auth/react`; the error of a refused sign-in is the error
 * answer of every action, as JSON. The sign-in page makes the same cookie by its own action.
 */
export async function answerAuth(ctx: Ctx, request: NextRequest, nextauth: string[]): Promise<Response> {
  // Asked before next-auth begins: it takes any failure, a database that is away too, for the end of the session.
  const owner = nextauth[0] === 'session' || nextauth[0] === 'signout' ? await sessionActor() : undefined;
  const heard: Heard = {};
  const options = optionsFor(ctx, deviceOf(request.headers), { owner, heard });
  const response = (await NextAuth(await asForm(request), { params: { nextauth } }, options)) as Response;
  // It takes an address to return to that is none, also one in a cookie, for a mistake of ours.
  if (heard.refusal) throw heard.refusal;
  return response;
}

/** What next-auth says in its log only. */
type Heard = { refusal?: ValidationError };

const Form = z.record(z.string(), z.string());

/** next-auth believes that whatever comes as JSON is JSON, and the fields of its own form. @throws ValidationError */
async function asForm(request: NextRequest) {
  if (request.method !== 'POST') return request;
  const isJson = request.headers.get('content-type')?.includes('application/json');
  // Read here all the same: of a form that breaks off it tells a stack.
  if (!isJson) return new NextRequest(request, { body: Buffer.from(await rawBody(request)) });
  const body = new URLSearchParams(parse(Form, await jsonOf(request)));
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return new NextRequest(request.url, { method: 'POST', headers, body });
}

/** Back to where somebody came from, if that is a page of ours. */
function returnAddress({ url, baseUrl }: { url: string; baseUrl: string }) {
  const address = URL.canParse(url, baseUrl) ? new URL(url, baseUrl) : undefined;
  return address?.origin === new URL(baseUrl).origin ? address.href : baseUrl;
}

function optionsFor(
  ctx: Ctx,
  device: ReturnType<typeof deviceOf>,
  { owner, heard }: { owner?: Actor; heard: Heard },
): AuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    jwt: { maxAge: SESSION_SECONDS },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {} },
        authorize: async (credentials) => {
          try {
            const session = await signIn(ctx, parse(SignInInput, { ...credentials, ...device }));
            return { ...session, id: String(session.id) };
          } catch (thrown) {
            throw await refusalOf(thrown, ctx);
          }
        },
      }),
    ],
    callbacks: {
      redirect: returnAddress,
      // Nothing but this goes into the cookie: everything else about a user is asked of the database.
      jwt: ({ token, user }) => SessionToken.parse(user ? { ...user, id: Number(user.id) } : token),
      session: ({ session, token }) => {
        if (owner?.kind !== 'user' || owner.userId !== token.id) throw new Error('session ended');
        return { user: { id: owner.userId, role: owner.role }, expires: session.expires };
      },
    },
    events: {
      signOut: async () => {
        if (owner?.kind === 'user' && owner.sessionId)
          await endSession({ ...ctx, actor: owner }, { session_id: owner.sessionId });
      },
    },
    logger: {
      error: (code, detail) => {
        if (code === 'INVALID_CALLBACK_URL_ERROR')
          heard.refusal = new ValidationError('no address to return to', 'callbackUrl');
        else if (code === 'JWT_SESSION_ERROR')
          logWarning('session refused', { reason: code, request_id: ctx.requestId });
        else
          logError(detail instanceof Error ? detail : detail.error, {
            reason: code,
            request_id: ctx.requestId,
          });
      },
      warn: (code) => logWarning(`next-auth: ${code}`, { request_id: ctx.requestId }),
    },
  };
}

/** next-auth hands the text of an error to the browser, so the text is the answer and nothing else. */
async function refusalOf(thrown: unknown, ctx: Ctx) {
  const { answer } = answerError(thrown, await readerLocale(), { request_id: ctx.requestId });
  return new Error(JSON.stringify({ ...answer, request_id: ctx.requestId }));
}
