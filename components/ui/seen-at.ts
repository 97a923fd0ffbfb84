const MINUTE_MS = 60_000;

/**
 * The moment to write beside a clock that moves on once a minute: by such a clock what has just happened would lie ahead, so what is
 * ahead by less counts as now.
 */
export function seenAt(moment: Date, now: Date) {
  const ahead = moment.getTime() - now.getTime();
  return ahead > 0 && ahead < MINUTE_MS ? now : moment;
}
