import { acceptInvitation } from '@/lib/members/accept-invitation';
import { InvitationParams } from '@/lib/members/schema';
import { defineRoute } from '@/lib/web/define-route';

export const POST = defineRoute({
  who: 'public',
  params: InvitationParams,
  run: (ctx, { params }) => acceptInvitation(ctx, params),
});
