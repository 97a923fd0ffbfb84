import { beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { database } from './db';
import { BusinessError, PaymentNetworkError } from './errors';
import { resumeSagas } from './resume-sagas';
import { runSaga } from './run-saga';
import { defineSagaJob, startSaga, type SagaDefinition, type SagaStep, type StepAnswer } from './saga';
import { canTurnBack, turnBack } from './saga-notes';
import { atOnce, outcomes, testCtx } from './testing/database';
import { unique } from './testing/factories';
import { inTransaction } from './transaction';

const Input = z.object({ order_id: z.number() });
let did: string[] = [];
const refuses = () => Promise.reject(new BusinessError('no', { errorCode: 'PAYMENT_FAILED' }));
const breaks = () => Promise.reject(new PaymentNetworkError('gone'));

/** A step that writes down what is done to it. */
const step = (
  name: string,
  more: Partial<SagaStep<z.output<typeof Input>>> = {},
): SagaStep<z.output<typeof Input>> => ({
  name,
  run: async () => {
    did.push(name);
    return { output: { by: name } };
  },
  undo: async () => {
    did.push(`undo ${name}`);
    return {};
  },
  ...more,
});

function define(...steps: SagaStep<z.output<typeof Input>>[]) {
  return { job: defineSagaJob(unique('test.saga')), input: Input, steps } satisfies SagaDefinition<
    typeof Input
  >;
}

type Made = ReturnType<typeof define>;

const start = (saga: Made, subject = unique('subject')) =>
  inTransaction(testCtx(), (tx) => startSaga(tx, saga, subject, { order_id: 7 }));
const run = (saga: Made, id: number) => runSaga(testCtx(), saga, id);
const rowsOf = (id: number) =>
  database().saga.findUniqueOrThrow({ where: { id }, include: { steps: { orderBy: { seq: 'asc' } } } });
const statusesOf = async (id: number) => {
  const { status, steps } = await rowsOf(id);
  return [status, ...steps.map((one) => one.status)];
};
const jobsOf = (id: number) => database().$queryRaw<{ task: string; due: boolean }[]>`
  SELECT task_identifier AS task, run_at <= now() AS due FROM graphile_worker.jobs WHERE key = ${`saga:${id}`}`;
const alertOf = (id: number) =>
  database().alert.findFirst({ where: { rule: 'sagas.stuck', key: String(id) }, orderBy: { id: 'desc' } });

beforeEach(() => {
  did = [];
});

test('steps follow one another, each knows what those before it left behind', async () => {
  const seen: unknown[] = [];
  const saga = define(
    step('first'),
    step('second', {
      run: async (_, at) => {
        seen.push(at);
        return {};
      },
    }),
  );
  const { saga_id } = await start(saga);
  expect(await jobsOf(saga_id)).toEqual([{ task: saga.job.name, due: true }]);
  expect(await run(saga, saga_id)).toBe('done');
  expect(seen).toEqual([{ input: { order_id: 7 }, outputs: { first: { by: 'first' } } }]);
  expect(await statusesOf(saga_id)).toEqual(['DONE', 'DONE', 'DONE']);
  expect(await run(saga, saga_id)).toBe('ended');
  expect(did).toEqual(['first']);
});

test('a refusal undoes what was done before it, last first, and what was not begun never is', async () => {
  const saga = define(
    step('first'),
    step('second', { undo: undefined }),
    step('third'),
    step('no', { run: refuses }),
    step('fifth'),
  );
  const { saga_id } = await start(saga);
  expect(await run(saga, saga_id)).toBe('compensated');
  expect(did).toEqual(['first', 'second', 'third', 'undo third', 'undo first']);
  expect(await statusesOf(saga_id)).toEqual([
    'COMPENSATED',
    'COMPENSATED',
    'DONE',
    'COMPENSATED',
    'FAILED',
    'SKIPPED',
  ]);
  expect(await rowsOf(saga_id)).toMatchObject({
    errorCode: 'PAYMENT_FAILED',
    finishedAt: expect.any(Date) as Date,
  });
});

test('what was lost on the way is tried again later; after the eighth time a person is called, who may go on', async () => {
  let works = false;
  const saga = define(step('first'), step('gone', { run: async () => (works ? {} : breaks()) }));
  const { saga_id } = await start(saga);
  for (let failure = 1; failure < 8; failure += 1) {
    expect(await run(saga, saga_id)).toBe('waiting');
    expect(await jobsOf(saga_id)).toEqual([{ task: saga.job.name, due: false }]);
  }
  expect((await rowsOf(saga_id)).steps[1]).toMatchObject({
    failures: 7,
    errorCode: 'PAYMENT_NETWORK_ERROR',
    nextTryAt: expect.any(Date) as Date,
  });
  expect(await run(saga, saga_id)).toBe('stuck');
  expect(await alertOf(saga_id)).toMatchObject({
    resolvedAt: null,
    facts: { step: 'gone', error_code: 'PAYMENT_NETWORK_ERROR' },
  });
  expect(did).toEqual(['first']);
  works = true;
  await database().saga.update({ where: { id: saga_id }, data: { status: 'RUNNING' } });
  expect(await run(saga, saga_id)).toBe('done');
  expect((await alertOf(saga_id))?.resolvedAt).toBeInstanceOf(Date);
});

test('waiting for somebody else is no failure, however long it takes', async () => {
  let looks = 0;
  const saga = define(
    step('waits', { run: async (): Promise<StepAnswer> => ((looks += 1) < 12 ? { wait_seconds: 5 } : {}) }),
  );
  const { saga_id } = await start(saga);
  for (let look = 1; look < 12; look += 1) expect(await run(saga, saga_id)).toBe('waiting');
  expect((await rowsOf(saga_id)).steps[0]).toMatchObject({ failures: 0, status: 'RUNNING' });
  expect(await run(saga, saga_id)).toBe('done');
});

test('what is waited for long is looked for less often, and each look is a sign of life', async () => {
  const saga = define(step('waits', { run: async (): Promise<StepAnswer> => ({ wait_seconds: 5 }) }));
  const { saga_id } = await start(saga);
  const pauseAfter = async (attempts: number) => {
    await database().sagaStep.update({
      where: { sagaId_seq: { sagaId: saga_id, seq: 1 } },
      data: { attempts: attempts - 1 },
    });
    await database().saga.update({ where: { id: saga_id }, data: { updatedAt: new Date('2020-01-01') } });
    const before = Date.now();
    expect(await run(saga, saga_id)).toBe('waiting');
    const { steps, updatedAt } = await rowsOf(saga_id);
    expect(updatedAt.getTime()).toBeGreaterThan(before - 60_000);
    return Math.round((steps[0]!.nextTryAt!.getTime() - before) / 1_000);
  };
  expect(await pauseAfter(1)).toBe(5);
  expect(await pauseAfter(20)).toBeGreaterThan(25);
  expect(await pauseAfter(1_000)).toBe(300);
});

test('behind the point of no return a refusal undoes nothing: a person is called', async () => {
  const saga = define(step('first'), step('final', { pivot: true }), step('no', { run: refuses }));
  const { saga_id } = await start(saga);
  expect(await run(saga, saga_id)).toBe('stuck');
  expect(did).toEqual(['first', 'final']);
  expect(await statusesOf(saga_id)).toEqual(['STUCK', 'DONE', 'DONE', 'FAILED']);
  expect([1, 2, 3].map((seq) => canTurnBack(saga, seq))).toEqual([true, true, false]);
});

test('a step whose end was never told is undone, too, and what cannot be undone calls a person', async () => {
  let works = false;
  const saga = define(
    step('first', { undo: async () => (works ? {} : breaks()) }),
    step('untold', { run: async () => ({ wait_seconds: 60 }) }),
    step('third'),
  );
  const { saga_id } = await start(saga);
  expect(await run(saga, saga_id)).toBe('waiting');
  await inTransaction(testCtx(), (tx) => turnBack(tx, { kind: saga.job.name, sagaId: saga_id }, null));
  for (let failure = 1; failure < 8; failure += 1) expect(await run(saga, saga_id)).toBe('waiting');
  expect(await run(saga, saga_id)).toBe('stuck');
  expect(did).toEqual(['first', 'undo untold']);
  expect(await statusesOf(saga_id)).toEqual(['STUCK', 'COMPENSATING', 'COMPENSATED', 'SKIPPED']);
  works = true;
  await database().saga.update({ where: { id: saga_id }, data: { status: 'COMPENSATING' } });
  expect(await run(saga, saga_id)).toBe('compensated');
});

test('several runs at once end it once; only the last one that claimed a step notes its end', async () => {
  const saga = define(step('first'), step('second'), step('no', { run: refuses }));
  const { saga_id } = await start(saga);
  const { values, errors } = outcomes(await atOnce(6, () => run(saga, saga_id)));
  expect(errors).toEqual([]);
  expect(values.filter((value) => value === 'compensated').length).toBe(1);
  expect(await statusesOf(saga_id)).toEqual(['COMPENSATED', 'COMPENSATED', 'COMPENSATED', 'FAILED']);
  expect(did.indexOf('undo first')).toBeGreaterThan(did.indexOf('undo second'));
});

test('a run that was overtaken notes nothing', async () => {
  let overtake: (() => Promise<unknown>) | undefined;
  let calls = 0;
  const saga = define(
    step('slow', {
      run: async () => {
        calls += 1;
        await overtake?.();
        return { output: { call: calls } };
      },
    }),
  );
  const { saga_id } = await start(saga);
  overtake = async () => {
    overtake = undefined;
    expect(await run(saga, saga_id)).toBe('done');
  };
  expect(await run(saga, saga_id)).toBe('ended');
  expect((await rowsOf(saga_id)).steps[0]).toMatchObject({
    attempts: 2,
    status: 'DONE',
    output: { call: 2 },
  });
});

test('the answer of a run that was overtaken is not taken for that of the run now at it', async () => {
  let calls = 0;
  const saga = define(
    step('slow', {
      run: async (): Promise<StepAnswer> => {
        calls += 1;
        if (calls === 2) return { wait_seconds: 60 };
        expect(await run(saga, saga_id)).toBe('waiting');
        return { output: { call: 1 } };
      },
    }),
    step('next'),
  );
  const { saga_id } = await start(saga);
  expect(await run(saga, saga_id)).toBe('ended');
  expect(await statusesOf(saga_id)).toEqual(['RUNNING', 'RUNNING', 'PENDING']);
  expect(did).toEqual([]);
});

test('of one kind and subject one saga is at work, however many begin it at once', async () => {
  const saga = define(step('first'));
  const subject = unique('subject');
  const { values } = outcomes(await atOnce(8, () => start(saga, subject)));
  expect(new Set(values.map(({ saga_id }) => saga_id)).size).toBe(1);
  expect(values.filter(({ isNew }) => isNew).length).toBe(1);
  await run(saga, values[0]!.saga_id);
  expect((await start(saga, subject)).isNew).toBe(true);
});

test('a saga that lost its job gets one; one that took down worker after worker calls a person', async () => {
  const saga = define(step('first'));
  const [lost, deadly] = [await start(saga), await start(saga)];
  await database().$executeRaw`SELECT graphile_worker.remove_job(${`saga:${lost.saga_id}`})`;
  await database().$executeRaw`
    UPDATE graphile_worker._private_jobs SET attempts = max_attempts WHERE key = ${`saga:${deadly.saga_id}`}`;
  await resumeSagas(testCtx());
  expect(await jobsOf(lost.saga_id)).toHaveLength(1);
  expect(await statusesOf(deadly.saga_id)).toEqual(['STUCK', 'PENDING']);
  expect(await alertOf(deadly.saga_id)).toMatchObject({ resolvedAt: null });
  expect(await statusesOf(lost.saga_id)).toEqual(['RUNNING', 'PENDING']);
});
