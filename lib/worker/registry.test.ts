import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import en from '../../messages/en.json';
import zh from '../../messages/zh-CN.json';
import { TASK_NAMES, TASKS } from '../monitoring/known-tasks';
import { defineFact, defineJob, type Job } from '../queue';
import { follows, runs } from './bindings';
import { bindings, periodic, tasks } from './registry';
import { schedule, taskList } from './task-list';

/** Every fact and job that a noun declares. */
async function declared(): Promise<Job[]> {
  const files = readdirSync('lib', { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('/jobs.ts'),
  );
  const modules = await Promise.all(
    files.map((file) => import(/* @vite-ignore */ resolve('lib', file)) as Promise<Record<string, unknown>>),
  );
  return modules.flatMap((module) => Object.values(module).filter(isJob));
}

function isJob(value: unknown): value is Job {
  return typeof value === 'object' && value !== null && 'kind' in value && 'payload' in value;
}

/** What is declared and never acted upon, or acted upon and never declared. */
function loose(all: Job[], bound: typeof bindings, run: typeof tasks) {
  const names = (jobs: Job[], kind: Job['kind']) =>
    jobs.filter((job) => job.kind === kind).map(({ name }) => name);
  const facts = bound.map(({ fact }) => fact.name);
  const verbs = run.map(({ job }) => job.name);
  return {
    factsWithoutBinding: names(all, 'fact').filter((name) => !facts.includes(name)),
    bindingsWithoutFact: facts.filter((name) => !names(all, 'fact').includes(name)),
    jobsWithoutTask: [...names(all, 'verb'), ...bound.map(({ job }) => job.name)].filter(
      (name) => !verbs.includes(name),
    ),
    tasksWithoutJob: verbs.filter((name) => !names(all, 'verb').includes(name)),
  };
}

const NOTHING = {
  factsWithoutBinding: [],
  bindingsWithoutFact: [],
  jobsWithoutTask: [],
  tasksWithoutJob: [],
};

describe('the registry', () => {
  test('binds every fact and runs every job that a noun declares, and no others', async () => {
    const all = await declared();
    expect(all.length).toBeGreaterThanOrEqual(6);
    expect(loose(all, bindings, tasks)).toEqual(NOTHING);
  });

  test('would not miss one', () => {
    const fact = defineFact('codes.found', z.object({}));
    const job = defineJob('codes.find', z.object({}));
    const done = runs(job, async () => undefined);
    expect(loose([fact, job], [follows(fact, job)], [done])).toEqual(NOTHING);
    expect(loose([fact, job], [], [done])).toMatchObject({ factsWithoutBinding: ['codes.found'] });
    expect(loose([job], [follows(fact, job)], [done])).toMatchObject({
      bindingsWithoutFact: ['codes.found'],
    });
    expect(loose([fact, job], [follows(fact, job)], [])).toMatchObject({
      jobsWithoutTask: ['codes.find', 'codes.find'],
    });
    expect(loose([fact], [follows(fact, job)], [done])).toMatchObject({ tasksWithoutJob: ['codes.find'] });
  });

  test('gives everything a name of its own', () => {
    const names = [
      ...new Set(bindings.map(({ fact }) => fact.name)),
      ...tasks.map(({ job }) => job.name),
      ...periodic.map(({ name }) => name),
    ];
    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(taskList(bindings, tasks, periodic)).toSorted()).toEqual(names.toSorted());
    expect(schedule(periodic)).toHaveLength(periodic.length);
  });

  test('is what people are shown: every task with its kind, and how often the clock calls', () => {
    const minutesOf = (cron: string) => (cron.startsWith('* ') ? 1 : /^\d+ \* /.test(cron) ? 60 : NaN);
    const registered = Object.fromEntries([
      ...bindings.map(({ fact }) => [fact.name, 'fact']),
      ...tasks.map(({ job }) => [job.name, 'verb']),
      ...periodic.map(({ name, cron }) => [name, minutesOf(cron)]),
    ]) as Record<string, unknown>;
    expect(TASKS).toEqual(registered);
  });

  test.each([en, zh])('has words for every task', (catalogue) => {
    const { other: _, ...words } = catalogue.tasks;
    expect(Object.keys(words).toSorted()).toEqual(
      TASK_NAMES.map((name) => name.replace('.', '_')).toSorted(),
    );
    expect(new Set(Object.values(words)).size).toBe(TASK_NAMES.length);
  });
});
