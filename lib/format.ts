/** A moment, to the minute, with its time zone: for texts whose reader may be anywhere, such as mails. */
export function formatTime(moment: string | Date, locale: string, timeZone: string) {
  return new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  }).format(new Date(moment));
}
