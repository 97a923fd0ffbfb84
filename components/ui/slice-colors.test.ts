import { expect, test } from 'vitest';
import { PALETTE, type Mode } from './palette';
import { contrast } from './readable-color';
import { sliceColors } from './slice-colors';

const MODES: Mode[] = ['light', 'dark'];

test.each(MODES)('a slice has the colour of its status in the %s mode', (mode) => {
  const { good, ended } = PALETTE[mode].tones;
  expect(sliceColors(['good', 'ended'], mode)).toEqual([good.text, ended.text]);
});

/** How far two colours lie apart, from 0 to 441. */
function distance(one: string, other: string) {
  const channels = (color: string) => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  const [from, to] = [channels(one), channels(other)];
  return Math.hypot(...from.map((channel, at) => channel - (to[at] ?? 0)));
}

test.each(MODES)(
  'slices of one tone are told apart, and each stands out from the card in the %s mode',
  (mode) => {
    const colors = sliceColors(['good', 'ended', 'ended', 'ended'], mode);
    for (const [at, color] of colors.entries())
      for (const other of colors.slice(at + 1))
        expect(distance(color, other), `${color} and ${other}`).toBeGreaterThan(60);
    expect(colors.filter((color) => contrast(color, PALETTE[mode].card) < 3)).toEqual([]);
  },
);
