import { parseOptions } from '@node-rs/argon2';
import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { atOnce, outcomes } from '../testing/database';
import { COST, hashPassword, isPassword, MOST_WAITING, NOBODYS_HASH } from './password-hash';

test('a password is kept as argon2id and recognised again', async () => {
  const hash = await hashPassword('a long password');
  expect(hash).toMatch(/^\$argon2id\$/);
  expect(parseOptions(hash)).toMatchObject(COST);
  expect(await isPassword('a long password', hash)).toBe(true);
  expect(await isPassword('another password', hash)).toBe(false);
});

test('checking nobody costs what checking somebody costs', async () => {
  expect(parseOptions(NOBODYS_HASH)).toEqual(parseOptions(await hashPassword('a long password')));
});

test('a burst is worked off in turn, what does not fit is turned away, and then all is as before', async () => {
  const places = Math.max(1, Math.floor(availableParallelism() / 2)) + MOST_WAITING;
  const { values, errors } = outcomes(await atOnce(places + 5, () => isPassword('guess', null)));
  expect(values).toHaveLength(places);
  expect(errors).toHaveLength(5);
  for (const error of errors)
    expect(error).toMatchObject({ errorCode: 'SERVICE_UNAVAILABLE', httpStatus: 503 });
  expect(await isPassword('guess', null)).toBe(false);
});
