'use server';

import { SwitchCodesInput } from '@/lib/codes/schema';
import { switchCodes } from '@/lib/codes/switch-codes';
import { defineAction } from '@/lib/web/define-action';

export const switchCodesAction = defineAction(SwitchCodesInput, (ctx, input) =>
  switchCodes(ctx, 'me', input),
);
