import { z } from 'zod';
import { answerAuth } from '@/lib/web/auth';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

// What next-auth is asked for. It knows more, and answers some of it with its own errors or by writing into the log.
const Reads = z.tuple([z.enum(['providers', 'csrf', 'session'])]);
const Writes = z.union([
  z.tuple([z.literal('callback'), z.literal('credentials')]),
  z.tuple([z.literal('signout')]),
]);

export const GET = defineRoute({
  who: 'public',
  params: z.object({ nextauth: Reads }),
  run: (ctx, { request, params }) => answerAuth(ctx, request, params.nextauth),
});

export const POST = defineRoute({
  who: 'public',
  params: z.object({ nextauth: Writes }),
  run: (ctx, { request, params }) => answerAuth(ctx, request, params.nextauth),
});

export const { PUT, PATCH, DELETE } = otherMethods('GET', 'POST');
