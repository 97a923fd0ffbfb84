import { expect, test } from 'vitest';
import { PALETTE, type Mode } from './palette';
import { contrast } from './readable-color';
import { sliceColors } from './slice-colors';

const MODES: Mode[] = ['light', 'dark'];

test.each(MODES)('a slice has the colour of its status in the %s mode', (mode) => {
  const { good, ended } = PALETTE[mode].tones;
  expect(sliceColors(['good', 'ended'], mode)).toEqual([good.text, ended.text]);
});

test.each(MODES)('slices of one tone differ, and each stands out from the card in the %s mode', (mode) => {
  const colors = sliceColors(['good', 'ended', 'ended', 'ended'], mode);
  expect(new Set(colors).size).toBe(4);
  expect(colors.filter((color) => contrast(color, PALETTE[mode].card) < 3)).toEqual([]);
});
