import { PALETTE, type Mode, type Tone } from './palette';
import { mixed } from './readable-color';

/** How far a slice fades into the card that is the second or third of its tone: it must still stand out. */
const FADED = [0, 0.2, 0.34];

/** The colours of the slices of a pie: what a status is everywhere, and paler where several statuses share one. */
export function sliceColors(tones: readonly Tone[], mode: Mode) {
  return tones.map((tone, at) => {
    const sharing = tones.slice(0, at).filter((other) => other === tone).length;
    const faded = FADED[Math.min(sharing, FADED.length - 1)] ?? 0;
    return mixed(PALETTE[mode].tones[tone].text, PALETTE[mode].card, faded);
  });
}
