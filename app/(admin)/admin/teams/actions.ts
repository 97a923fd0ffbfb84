'use server';

import { activateTeam } from '@/lib/members/activate-team';
import { changeTeam } from '@/lib/members/change-team';
import { createTeam } from '@/lib/members/create-team';
import { deactivateTeam } from '@/lib/members/deactivate-team';
import { ChangeTeamInput, CreateTeamInput, TeamInput } from '@/lib/members/schema';
import { defineAction } from '@/lib/web/define-action';

export const createTeamAction = defineAction(CreateTeamInput, createTeam);
export const changeTeamAction = defineAction(ChangeTeamInput, changeTeam);
export const activateTeamAction = defineAction(TeamInput, activateTeam);
export const deactivateTeamAction = defineAction(TeamInput, deactivateTeam);
