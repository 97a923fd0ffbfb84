import { expect, test } from 'vitest';
import { fitted } from './text-width';

/** As if every letter were as wide, an emoji being one. */
const widthOf = (text: string) => 10 * Array.from(text).length;

test('what has room stays as it is', () => {
  expect(fitted('Morning Star Digital', 200, widthOf)).toBe('Morning Star Digital');
});

test('what has not ends in dots within the room', () => {
  expect(fitted('Morning Star Digital', 190, widthOf)).toBe('Morning Star Digit…');
  expect(fitted('Morning Star Digital', 90, widthOf)).toBe('Morning…');
  expect(fitted('🎈🎈🎈', 20, widthOf)).toBe('🎈…');
  expect(fitted('Team', 0, widthOf)).toBe('T…');
});
