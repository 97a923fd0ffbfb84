import { exportMembers } from '@/lib/members/export-members';
import { listMembers } from '@/lib/members/list-members';
import { MembersQuery } from '@/lib/members/schema';
import { DistributorParams } from '@/lib/reports/schema';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

export const GET = defineRoute({
  who: 'user',
  params: DistributorParams,
  query: MembersQuery,
  run: (ctx, { params, query }) => listMembers(ctx, params.id, query),
  csv: (ctx, { params, query }) => exportMembers(ctx, params.id, query),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET');
