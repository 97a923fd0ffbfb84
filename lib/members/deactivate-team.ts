import type { Ctx } from '../context';
import { switchTeam } from './switch-team';
import type { TeamInput } from './schema';

/**
 * Nobody new is placed in the team; whoever is invited there or a member stays. Doing it again changes nothing.
 * @throws ResourceNotFoundError
 */
export async function deactivateTeam(ctx: Ctx, { team_id }: TeamInput): Promise<{ id: number }> {
  return switchTeam(ctx, team_id, { action: 'members.deactivate-team', to: false });
}
