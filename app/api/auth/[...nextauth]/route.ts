import { z } from 'zod';
import { answerAuth } from '@/lib/web/auth';
import { defineRoute } from '@/lib/web/define-route';

// next-auth knows one action more, which writes what anybody sends it into the log.
const Action = z.enum(['providers', 'csrf', 'session', 'signin', 'callback', 'signout', 'error']);

const answer = defineRoute({
  who: 'public',
  params: z.object({ nextauth: z.tuple([Action], z.string()) }),
  run: (ctx, { request, params }) => answerAuth(ctx, request, params.nextauth),
});

export { answer as GET, answer as POST };
