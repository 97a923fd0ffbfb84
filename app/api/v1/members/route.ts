import { exportMembers } from '@/lib/members/export-members';
import { listMembers } from '@/lib/members/list-members';
import { AnyMembersQuery } from '@/lib/members/schema';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

export const GET = defineRoute({
  who: 'user',
  query: AnyMembersQuery,
  run: (ctx, { query }) => listMembers(ctx, 'all', query),
  csv: (ctx, { query }) => exportMembers(ctx, 'all', query),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET');
