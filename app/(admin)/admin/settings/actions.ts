'use server';

import { changeSetting } from '@/lib/monitoring/change-setting';
import { ChangeSettingInput } from '@/lib/monitoring/setting-input';
import { defineAction } from '@/lib/web/define-action';

export const changeSettingAction = defineAction(ChangeSettingInput, changeSetting);
