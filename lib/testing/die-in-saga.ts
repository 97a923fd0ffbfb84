// Carries a saga on until one of its steps has been claimed, or has done its work, and dies there as a process does:
// tsx lib/testing/die-in-saga.ts '{"kind":…,"saga_id":…,"step":…,"when":"before","back":false}'
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { cancelSaga } from '../codes/cancel-saga';
import { chargeSaga } from '../codes/charge-saga';
import { runSaga } from '../run-saga';
import type { SagaStep } from '../saga';
import { testCtx } from './database';

const SAGAS = [chargeSaga, cancelSaga];

const Death = z.object({
  kind: z.string(),
  saga_id: z.number(),
  step: z.string(),
  when: z.enum(['before', 'after']),
  /** Whether the step is being undone. */
  back: z.boolean(),
});
export type Death = z.output<typeof Death>;

const { kind, saga_id, step: name, when, back } = Death.parse(JSON.parse(process.argv[2] ?? ''));
const saga = SAGAS.find(({ job }) => job.name === kind);
if (!saga) throw new Error(`no saga ${kind}`);
const does = back ? 'undo' : 'run';

function dying(declared: SagaStep<unknown>): SagaStep<unknown> {
  const verb = declared[does]?.bind(declared);
  const dies: SagaStep<unknown>['run'] = async (ctx, at) => {
    if (when === 'after') await untilDone(() => verb?.(ctx, at) ?? Promise.resolve({}));
    process.kill(process.pid, 'SIGKILL');
    return new Promise<never>(() => undefined);
  };
  return { ...declared, [does]: dies };
}

/** The step's own work; what it waits for is done by the workers of whoever started this. */
async function untilDone(verb: () => Promise<object>) {
  while ('wait_seconds' in (await verb())) await sleep(50);
}

const steps = saga.steps.map((step) => (step.name === name ? dying(step) : step));
await runSaga(testCtx(), { ...saga, steps }, saga_id);
throw new Error(`the saga ended without coming to ${name}`);
