import { expect, test } from 'vitest';
import { lineOf, progressBar } from './progress-bar.mjs';

test('a line says how far it is, how fast it goes and how long it will take', () => {
  const half = { done: 500_000, total: 1_000_000, unit: 'codes', rate: 15_200.4, seconds: 93 };
  expect(lineOf(half)).toBe(
    '████████████░░░░░░░░░░░░  50% 500,000 of 1,000,000 codes · 15,200/s · 1 min 33 s left',
  );
  expect(lineOf({ ...half, done: 1_000_000, seconds: 0 })).toBe(
    '████████████████████████ 100% 1,000,000 of 1,000,000 codes · 15,200/s',
  );
  expect(lineOf({ done: 0, total: 10, unit: 'codes', rate: 0 })).toBe(
    '░░░░░░░░░░░░░░░░░░░░░░░░   0% 0 of 10 codes',
  );
});

test('a terminal sees one line that is written over, a file sees lines', () => {
  const ended = (out) => {
    const written = [];
    const bar = progressBar(10, 'codes', { ...out, write: (text) => written.push(text) });
    bar.startAt(4);
    bar.moveTo(10);
    bar.end();
    return written.join('');
  };
  expect(ended({ isTTY: true, columns: 39 })).toBe(`\r${'█'.repeat(24)} 100% 10 of 10\x1b[K\n`);
  expect(ended({ isTTY: false })).toMatch(/^█{24} 100% 10 of 10 codes.*\n$/);
});
