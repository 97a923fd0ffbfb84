import { exportMembers } from '@/lib/members/export-members';
import { listMembers } from '@/lib/members/list-members';
import { MembersQuery } from '@/lib/members/schema';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

export const GET = defineRoute({
  who: 'user',
  query: MembersQuery,
  run: (ctx, { query }) => listMembers(ctx, 'me', query),
  csv: (ctx, { query }) => exportMembers(ctx, 'me', query),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET');
