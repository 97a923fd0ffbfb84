import { BusinessError } from '../errors';
import { defineRoute } from './define-route';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Method = (typeof METHODS)[number];

/**
 * What a route answers to the methods that it does not have: 405 in the shape of every error, naming those it has.
 * Next.js would answer with an empty body.
 * @param allowed the methods that the route has
 */
export function otherMethods<M extends Method>(...allowed: M[]) {
  const refuse = defineRoute({
    who: 'public',
    run: () => {
      throw new BusinessError('method not allowed', {
        errorCode: 'METHOD_NOT_ALLOWED',
        details: { allow: allowed },
      });
    },
  });
  // Says of itself that it is no route of its own.
  const refusing = Object.assign(refuse, { allowed });
  const others = METHODS.filter((method) => !(allowed as Method[]).includes(method));
  return Object.fromEntries(others.map((method) => [method, refusing])) as Record<
    Exclude<Method, M>,
    typeof refusing
  >;
}
