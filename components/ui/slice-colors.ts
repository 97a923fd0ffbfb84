import { PALETTE, type Mode, type Tone } from './palette';

/** Where in the series the colours are for slices whose status shares its tone: amber, purple, slate. None is near another. */
const SHARING = [3, 2, 6];

/** The colours of the slices of a pie: what a status is everywhere; where several statuses share that, the others take their own. */
export function sliceColors(tones: readonly Tone[], mode: Mode) {
  const { tones: words, series } = PALETTE[mode];
  let taken = 0;
  return tones.map((tone, at) => {
    if (!tones.slice(0, at).includes(tone)) return words[tone].text;
    taken += 1;
    return series[SHARING[(taken - 1) % SHARING.length] ?? 0] ?? words[tone].text;
  });
}
