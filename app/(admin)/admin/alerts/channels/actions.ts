'use server';

import { createAlertChannel } from '@/lib/monitoring/create-alert-channel';
import { deleteAlertChannel } from '@/lib/monitoring/delete-alert-channel';
import { ChannelInput, CreateChannelInput, SwitchChannelInput } from '@/lib/monitoring/schema';
import { switchAlertChannel } from '@/lib/monitoring/switch-alert-channel';
import { testAlertChannel } from '@/lib/monitoring/test-alert-channel';
import { defineAction } from '@/lib/web/define-action';

export const createAlertChannelAction = defineAction(CreateChannelInput, createAlertChannel);
export const switchAlertChannelAction = defineAction(SwitchChannelInput, switchAlertChannel);
export const testAlertChannelAction = defineAction(ChannelInput, testAlertChannel);
export const deleteAlertChannelAction = defineAction(ChannelInput, deleteAlertChannel);
