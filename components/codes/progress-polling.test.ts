import { describe, expect, it } from 'vitest';
import { INTERVAL_MS, nextLook, PATIENCE_MS, type Watch } from './progress-polling';

const issuing = { status: 'confirmed', fulfillment_status: 'processing' };
const watch = (changes: Partial<Watch> = {}): Watch => ({
  order: issuing,
  waitedMs: 0,
  failures: 0,
  refused: false,
  ...changes,
});

describe('when to look at an order again', () => {
  it.each([
    ['unpaid', { status: 'pending', fulfillment_status: 'pending' }],
    ['paid, not begun', { status: 'confirmed', fulfillment_status: 'pending' }],
    ['being issued', issuing],
  ])('every 3 seconds while it is %s', (_, order) => {
    expect(INTERVAL_MS).toBe(3000);
    expect(nextLook(watch({ order }))).toEqual({ inMs: 3000 });
  });

  it.each([
    ['issued', { status: 'completed', fulfillment_status: 'completed' }],
    ['failed', { status: 'confirmed', fulfillment_status: 'failed' }],
    ['cancelled before it was paid', { status: 'cancelled', fulfillment_status: 'pending' }],
    ['cancelled while it was issued', { status: 'cancelled', fulfillment_status: 'processing' }],
  ])('never once it is %s', (_, order) => {
    expect(nextLook(watch({ order }))).toEqual({ stop: 'finished' });
  });

  it('until five minutes have passed, not a moment longer', () => {
    expect(PATIENCE_MS).toBe(300_000);
    expect(nextLook(watch({ waitedMs: 299_999 }))).toEqual({ inMs: 3000 });
    expect(nextLook(watch({ waitedMs: 300_000 }))).toEqual({ stop: 'out_of_patience' });
  });

  it('that it ended is said even when it took longer than anybody waits', () => {
    const order = { status: 'completed', fulfillment_status: 'completed' };
    expect(nextLook(watch({ order, waitedMs: 900_000 }))).toEqual({ stop: 'finished' });
  });
});

describe('after failures', () => {
  it('waits twice as long each time, at most a minute', () => {
    const pauses = [1, 2, 3, 4, 5, 40].map((failures) => nextLook(watch({ failures })));
    expect(pauses).toEqual([6000, 12_000, 24_000, 48_000, 60_000, 60_000].map((inMs) => ({ inMs })));
  });

  it('gives up after five minutes as well', () => {
    const look = nextLook(watch({ failures: 4, waitedMs: 300_000 }));
    expect(look).toEqual({ stop: 'out_of_patience' });
  });

  it('stops at once when it is refused for good', () => {
    expect(nextLook(watch({ failures: 1, refused: true }))).toEqual({ stop: 'refused' });
  });

  it('returns to the usual pace once an answer comes', () => {
    expect(nextLook(watch({ failures: 0, refused: true }))).toEqual({ inMs: 3000 });
  });
});
