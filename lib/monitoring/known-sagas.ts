import { cancelSaga } from '../codes/cancel-saga';
import { chargeSaga } from '../codes/charge-saga';
import type { SagaDefinition } from '../saga';

/** Every kind of saga there is. */
export const SAGAS: SagaDefinition[] = [chargeSaga, cancelSaga];

export function sagaOf(kind: string) {
  return SAGAS.find(({ job }) => job.name === kind);
}
