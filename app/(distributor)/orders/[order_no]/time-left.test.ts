import { expect, it } from 'vitest';
import { timeLeft } from './time-left';

const END = '2030-01-01T00:30:00.000Z';
const at = (time: string) => timeLeft(END, Date.parse(`2030-01-01T${time}Z`));

it.each([
  ['00:00:00', '30:00'],
  ['00:20:51', '9:09'],
  ['00:29:59.500', '0:01'],
  ['00:30:00', null],
  ['01:00:00', null],
])('at %s there is %s left', (time, left) => {
  expect(at(time)).toBe(left);
});

it('counts long times in minutes', () => {
  expect(timeLeft(END, Date.parse('2029-12-31T22:00:00Z'))).toBe('150:00');
});
