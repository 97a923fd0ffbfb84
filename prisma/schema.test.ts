import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { database } from '../lib/db';
import { env } from '../lib/env';
import { Prisma } from '../lib/generated/prisma/client';
import { catalogueFile, catalogueOf } from './catalogue';
import { presentSchema, snapshotFile } from './schema-snapshot';

test('every change of the models has its migration (npm run migration -- <name>)', () => {
  expect(presentSchema()).toBe(readFileSync(snapshotFile, 'utf8'));
});

test('the migrated database is the one that was reviewed (npm run db:catalogue after a migration)', async () => {
  expect(await catalogueOf(env().DATABASE_URL)).toBe(readFileSync(catalogueFile, 'utf8'));
});

test.each(Object.values(Prisma.ModelName))('every field of %s can be read', async (name) => {
  const model = (name[0]!.toLowerCase() + name.slice(1)) as Uncapitalize<Prisma.ModelName>;
  const delegate = database()[model] as { findFirst(): Promise<unknown> };
  await expect(delegate.findFirst()).resolves.not.toThrow();
});
