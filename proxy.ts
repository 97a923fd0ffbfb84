import { NextResponse, type NextRequest } from 'next/server';
import { SESSION_SECONDS } from '@/lib/accounts/session-life';
import { renewSession, sessionCookieFlags, sessionCookieName } from '@/lib/web/session-token';

/** What people see without signing in: the sign-in page, what people are sent, the sandbox's pay page, and what
 * there is to read. */
const OPEN_TO_ALL = /^\/(?:sign-in|forgot-password|p|r|o|i|t|sandbox|docs)(?:\/|$)/;
const HALF_YEAR_SECONDS = 15_552_000;

/**
 * Pages only: their content security policy, and the way to the sign-in page for those who have no session, and more time for
 * a session in use. It looks no further than the cookie; whether it still counts and who may do what is decided behind it.
 */
export async function proxy(request: NextRequest) {
  const { pathname, search } = request.nextUrl;
  const policy = policyWith(crypto.randomUUID());
  const session = request.cookies.get(sessionCookieName())?.value;
  if (!session && !OPEN_TO_ALL.test(pathname)) return withHeaders(toSignIn(request), policy);
  const headers = new Headers(request.headers);
  // Next.js reads the nonce from here, and pages learn where to return to after signing in again.
  headers.set('content-security-policy', policy);
  headers.set('x-page', pathname + search);
  const response = NextResponse.next({ request: { headers } });
  const renewed = session && isVisit(request) ? await renewSession(session) : null;
  if (renewed) response.cookies.set(sessionCookieName(), renewed, sessionCookieFlags(SESSION_SECONDS));
  return withHeaders(response, policy);
}

/** Somebody looks at a page: neither an action, which may be signing out just now, nor a page that is only fetched ahead. */
function isVisit({ method, headers }: NextRequest) {
  return (
    method === 'GET' && !headers.has('next-router-prefetch') && headers.get('sec-purpose') !== 'prefetch'
  );
}

function toSignIn(request: NextRequest) {
  const { pathname, search } = request.nextUrl;
  const url = new URL('/sign-in', request.url);
  if (pathname !== '/') url.searchParams.set('next', pathname + search);
  return NextResponse.redirect(url);
}

function policyWith(nonce: string) {
  // The development server evaluates code in the browser; what is built does not.
  const evaluate = process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : '';
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${evaluate}`,
    // antd positions what pops up by inline styles.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function withHeaders(response: NextResponse, policy: string) {
  response.headers.set('Content-Security-Policy', policy);
  if (process.env.NEXTAUTH_URL?.startsWith('https:')) {
    response.headers.set('Strict-Transport-Security', `max-age=${HALF_YEAR_SECONDS}; includeSubDomains`);
  }
  return response;
}

export const config = { matcher: '/((?!api/|_next/|theme/|brand-logo/|favicon|icon|robots).*)' };
