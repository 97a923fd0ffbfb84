import { acceptInvitation } from '@/lib/members/accept-invitation';
import { InvitationParams } from '@/lib/members/schema';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

export const POST = defineRoute({
  who: 'public',
  params: InvitationParams,
  run: (ctx, { params }) => acceptInvitation(ctx, params),
});

export const { GET, PUT, PATCH, DELETE } = otherMethods('POST');
