'use server';

import { replayEvent } from '@/lib/payments/replay-event';
import { ReplayEventInput } from '@/lib/payments/schema';
import { defineAction } from '@/lib/web/define-action';

export const replayEventAction = defineAction(ReplayEventInput, replayEvent);
