import { ResourceNotFoundError } from '@/lib/errors';
import { defineRoute } from '@/lib/web/define-route';

/** An address that is none is answered like everything else that is not there. */
const unknown = defineRoute({
  who: 'public',
  run: (_ctx, { request }) => {
    throw new ResourceNotFoundError('address', request.nextUrl.pathname.slice(0, 200));
  },
});

export { unknown as GET, unknown as POST, unknown as PUT, unknown as PATCH, unknown as DELETE };
