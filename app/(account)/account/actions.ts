'use server';

import { z } from 'zod';
import { changePassword } from '@/lib/accounts/change-password';
import { endOtherSessions } from '@/lib/accounts/end-other-sessions';
import { endSession } from '@/lib/accounts/end-session';
import { ChangePasswordInput, SessionInput } from '@/lib/accounts/schema';
import { defineAction } from '@/lib/web/define-action';

export const changePasswordAction = defineAction(ChangePasswordInput, changePassword);
export const endSessionAction = defineAction(SessionInput, endSession);
export const endOtherSessionsAction = defineAction(z.object({}), endOtherSessions);
