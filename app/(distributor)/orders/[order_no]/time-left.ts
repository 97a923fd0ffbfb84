/** Minutes and seconds until `end`, as a clock shows them; null once it has come. */
export function timeLeft(end: string, now: number) {
  const seconds = Math.ceil((Date.parse(end) - now) / 1_000);
  if (seconds <= 0) return null;
  const minutes = Math.floor(seconds / 60);
  return `${minutes}:${String(seconds % 60).padStart(2, '0')}`;
}
