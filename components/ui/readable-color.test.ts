import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PALETTE } from './palette';
import { contrast, READABLE, readableOn } from './readable-color';

const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
const BACKGROUNDS = [PALETTE.light.card, PALETTE.dark.card];

test('contrast is what WCAG says it is', () => {
  expect(contrast('#000000', '#ffffff')).toBe(21);
  expect(contrast('#ffffff', '#ffffff')).toBe(1);
  // Known from everybody's first try at grey text: the darker one passes, the lighter does not.
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

test('whatever colour is chosen can be read on both cards, and the card on it', () => {
  fc.assert(
    fc.property(color, fc.constantFrom(...BACKGROUNDS), (chosen, background) => {
      expect(contrast(readableOn(chosen, background), background)).toBeGreaterThanOrEqual(READABLE);
    }),
    { numRuns: 2_000 },
  );
});

test('on any background at all', () => {
  fc.assert(
    fc.property(color, color, (chosen, background) => {
      expect(contrast(readableOn(chosen, background), background)).toBeGreaterThanOrEqual(READABLE);
    }),
    { numRuns: 2_000 },
  );
});

test('what can be read stays as it was chosen, and what is changed is changed no more than needed', () => {
  fc.assert(
    fc.property(color, fc.constantFrom(...BACKGROUNDS), (chosen, background) => {
      const shown = readableOn(chosen, background);
      const stays = contrast(chosen, background) >= READABLE;
      expect(shown === chosen).toBe(stays);
      // A step is one part in 64, which moves a dark colour by little and a light one by more.
      const isEnd = ['#000000', '#ffffff'].includes(shown);
      expect(stays || isEnd || contrast(shown, background) < READABLE + 0.6).toBe(true);
    }),
  );
});

test.each([
  ['yellow', '#ffd400'],
  ['nearly white', '#fdfdf5'],
  ['nearly black', '#050508'],
])('%s is seen in a shade of it', (_name, chosen) => {
  for (const background of BACKGROUNDS) expect(readableOn(chosen, background)).toMatch(/^#[0-9a-f]{6}$/);
});
