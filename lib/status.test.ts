import { expect, test } from 'vitest';
import { InvalidStateTransitionError } from './errors';
import { defineStatus } from './status';

type Light = 'RED' | 'AMBER' | 'GREEN' | 'OFF';
const light = defineStatus<Light>('light', {
  RED: ['GREEN', 'OFF'],
  AMBER: ['RED', 'OFF'],
  GREEN: ['AMBER', 'OFF'],
  OFF: [],
});
const all: Light[] = ['RED', 'AMBER', 'GREEN', 'OFF'];

test('what may follow, and from where something is reached, is one table', () => {
  expect(light.nextOf('RED')).toEqual(['GREEN', 'OFF']);
  expect(light.sourcesOf('OFF')).toEqual(['RED', 'AMBER', 'GREEN']);
  for (const from of all)
    for (const to of all) {
      expect(light.canMove(from, to)).toBe(light.nextOf(from).includes(to));
      expect(light.sourcesOf(to).includes(from)).toBe(light.canMove(from, to));
    }
});

test('a move that the table does not have is a conflict that names both ends', () => {
  expect(() => light.assertMove('RED', 'GREEN')).not.toThrow();
  for (const [from, to] of [
    ['RED', 'RED'],
    ['RED', 'AMBER'],
    ['OFF', 'RED'],
  ] as const)
    expect(() => light.assertMove(from, to)).toThrow(InvalidStateTransitionError);
  const thrown = new InvalidStateTransitionError('light', 'OFF', 'RED');
  expect(thrown).toMatchObject({
    errorCode: 'INVALID_STATE_TRANSITION',
    httpStatus: 409,
    details: { field: 'status', entity: 'light', from: 'off', to: 'red' },
  });
});
