import type { Ctx } from '../context';
import { readCsvPage, type CsvColumns } from '../csv';
import { exportList, type Export } from '../export';
import { authorize } from '../permissions';
import { ownerOf, type WhoseMembers } from './internal';
import { memberRows, type MemberRowsQuery } from './member-rows';
import type { Member } from './schema';

const COLUMNS = {
  id: 'plain',
  email: 'text',
  team_id: 'plain',
  team: 'text',
  code: 'plain',
  status: 'plain',
  created_at: 'time',
  sent_at: 'time',
  resent_count: 'plain',
  accepted_at: 'time',
  ended_at: 'time',
  expires_at: 'time',
  valid_until: 'time',
  removal_error: 'text',
  distributor_id: 'plain',
  distributor: 'text',
} satisfies Required<CsvColumns<Member>>;

/** All members that the filters ask for, as a file. */
export async function exportMembers(ctx: Ctx, whose: WhoseMembers, query: MemberRowsQuery): Promise<Export> {
  authorize(ctx, 'members.export-members');
  const owner = await ownerOf(ctx, whose);
  return exportList(ctx, {
    name: 'members',
    audit: { action: 'members.export-members', entity: 'distributor', entityId: owner ?? 'all' },
    columns: COLUMNS,
    filters: query,
    read: async ({ limit, cursor }) =>
      readCsvPage(ctx, COLUMNS, await memberRows(ctx, owner, { ...query, cursor }, limit)),
  });
}
