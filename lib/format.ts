/** A moment, to the minute, in the reader's own time zone unless one is given. */
export function formatTime(moment: string | Date, locale: string, timeZone?: string) {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
    new Date(moment),
  );
}
