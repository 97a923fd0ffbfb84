import { randomInt } from 'node:crypto';
import { now } from '../clock';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
/** Seconds until a delivery is tried again, by how often it has failed: a moment is bridged, a day is sat out. */
export const PAUSES = [
  5,
  30,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
] as const;
/** Of a pause, by how much it may be longer, so that what has failed together does not come back together. */
const JITTER_PERCENT = 10;

const LONGEST_REST = 5 * MINUTE;

const inSeconds = (seconds: number) => {
  const jitter = randomInt(seconds * 10 * JITTER_PERCENT + 1);
  return new Date(now().getTime() + seconds * 1_000 + jitter);
};

/** @param failures how often it has failed, this time included. @returns null when it is given up */
export function nextTry(failures: number): Date | null {
  const pause = PAUSES[failures - 1];
  return pause === undefined ? null : inSeconds(pause);
}

/** Until when an endpoint that has failed so often in a row is sent nothing, whatever there is for it. */
export function restAfter(failures: number): Date {
  return inSeconds(Math.min(5 * 2 ** Math.min(failures - 1, 10), LONGEST_REST));
}
