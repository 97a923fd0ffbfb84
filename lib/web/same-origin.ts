import { env } from '../env';
import { PermissionError } from '../errors';

/**
 * A browser sends cookies along from anywhere; only our own pages may write with them.
 * @throws AppError ORIGIN_REFUSED when the request does not say that it comes from here
 */
export function assertSameOrigin(head: Headers) {
  const origin = head.get('origin');
  if (origin && URL.canParse(origin)) {
    // The second is for a proxy in front that puts its own name into Host.
    const ours = [head.get('host'), new URL(env().NEXTAUTH_URL).host];
    if (ours.includes(new URL(origin).host)) return;
  }
  throw new PermissionError('cookie write from another origin', { errorCode: 'ORIGIN_REFUSED' });
}
