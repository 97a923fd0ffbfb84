import { env } from './env';

export const DAY_MS = 86_400_000;

export function now() {
  return new Date();
}

/** The one time zone in which "today" is decided, for rollups, trends and order numbers. */
export function businessTimeZone() {
  return env().BUSINESS_TIME_ZONE;
}

/** The business day of a moment as YYYY-MM-DD. */
export function businessDay(moment: Date = now()) {
  // The Swedish way of writing a date is ISO 8601.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: businessTimeZone() }).format(moment);
}
