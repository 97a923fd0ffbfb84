import { createHash, timingSafeEqual } from 'node:crypto';
import { env } from '../env';
import { ResourceNotFoundError, UnauthenticatedError } from '../errors';

/**
 * Lets through who brings the token of METRICS_TOKEN.
 * @throws UnauthenticatedError without it; ResourceNotFoundError where no token is set, so nobody can have it
 */
export function assertMetricsToken(head: Headers) {
  const { METRICS_TOKEN: token } = env();
  if (!token) throw new ResourceNotFoundError('address', '/api/metrics');
  const [, brought = ''] = /^Bearer (\S+)$/i.exec(head.get('authorization') ?? '') ?? [];
  // Of equal length, and compared in the same time wherever they differ.
  const digest = (text: string) => createHash('sha256').update(text).digest();
  if (!timingSafeEqual(digest(brought), digest(token))) throw new UnauthenticatedError('wrong metrics token');
}
