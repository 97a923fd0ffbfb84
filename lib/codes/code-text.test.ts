import { describe, expect, it } from 'vitest';
import { drawCodes } from './code-text';

describe('the text of a code', () => {
  it('is ORD, the order, an underscore and eight of A-Z0-9', () => {
    const codes = drawCodes(4711, 1_000);
    expect(codes).toHaveLength(1_000);
    for (const code of codes) expect(code).toMatch(/^ORD4711_[A-Z0-9]{8}$/);
  });

  it('differs from every other', () => {
    expect(new Set(drawCodes(1, 50_000)).size).toBe(50_000);
  });

  it('uses every letter equally often', () => {
    const seen = new Map<string, number>();
    for (const code of drawCodes(1, 90_000)) {
      for (const letter of code.slice('ORD1_'.length)) seen.set(letter, (seen.get(letter) ?? 0) + 1);
    }
    expect(seen.size).toBe(36);
    // 20,000 of each are expected. A byte taken modulo 36 would give some letters 22,500, eighteen deviations away.
    for (const count of seen.values()) expect(Math.abs(count - 20_000)).toBeLessThan(6 * Math.sqrt(20_000));
  });

  it('has none for none', () => {
    expect(drawCodes(1, 0)).toEqual([]);
  });
});
