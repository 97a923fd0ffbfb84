const MINUTE = {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
} as const;

/** A moment, to the minute, with its time zone: for texts whose reader may be anywhere, such as mails. */
export function formatTime(moment: string | Date, locale: string, timeZone: string) {
  const date = new Date(moment);
  const minute = new Intl.DateTimeFormat(locale, { ...MINUTE, timeZone }).format(date);
  // The zone follows the time: left to itself, Chinese has it between day and hour.
  const zone = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' })
    .formatToParts(date)
    .find(({ type }) => type === 'timeZoneName');
  return `${minute} (${zone?.value ?? timeZone})`;
}
