import { removeMember } from '@/lib/members/remove-member';
import { RemoveMemberInput } from '@/lib/members/schema';
import { defineRoute } from '@/lib/web/define-route';

export const POST = defineRoute({
  who: 'user',
  body: RemoveMemberInput,
  run: (ctx, { body }) => removeMember(ctx, body),
});
