import { removeMember } from '@/lib/members/remove-member';
import { RemoveMemberInput } from '@/lib/members/schema';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

export const POST = defineRoute({
  who: 'user',
  body: RemoveMemberInput,
  run: (ctx, { body }) => removeMember(ctx, body),
});

export const { GET, PUT, PATCH, DELETE } = otherMethods('POST');
