'use server';

import { retrySaga } from '@/lib/monitoring/retry-saga';
import { MoveSagaInput } from '@/lib/monitoring/schema';
import { turnBackSaga } from '@/lib/monitoring/turn-back-saga';
import { defineAction } from '@/lib/web/define-action';

export const retrySagaAction = defineAction(MoveSagaInput, retrySaga);
export const turnBackSagaAction = defineAction(MoveSagaInput, turnBackSaga);
