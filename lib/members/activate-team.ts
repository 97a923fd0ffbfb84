import type { Ctx } from '../context';
import { switchTeam } from './switch-team';
import type { TeamInput } from './schema';

/**
 * The free seats of the team are given to new customers again. Doing it again changes nothing.
 * @throws ResourceNotFoundError
 */
export async function activateTeam(ctx: Ctx, { team_id }: TeamInput): Promise<{ id: number }> {
  return switchTeam(ctx, team_id, { action: 'members.activate-team', to: true });
}
