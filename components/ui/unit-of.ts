/** A unit, its length in seconds, and how many of it are told in it; more are told in the next one. */
const UNITS = [
  { unit: 'second', seconds: 1, most: 60 },
  { unit: 'minute', seconds: 60, most: 60 },
  { unit: 'hour', seconds: 3_600, most: 24 },
  { unit: 'day', seconds: 86_400, most: 7 },
  { unit: 'week', seconds: 604_800, most: 4 },
  { unit: 'month', seconds: 2_628_000, most: 12 },
] as const;

/** In which unit a stretch of time is told: chosen after rounding, so that no hour is "60 minutes". */
export function unitOf(moment: Date, now: Date) {
  const seconds = Math.abs(moment.getTime() - now.getTime()) / 1_000;
  return UNITS.find(({ seconds: size, most }) => Math.round(seconds / size) < most)?.unit ?? 'year';
}
