import { PALETTE, type Mode } from '@/components/ui/palette';
import { readableOn } from '@/components/ui/readable-color';

const STRONGER = 6;

export type BrandColors = { accent: string; hover: string };

/** A distributor's colour as it is shown on the card of a mode: text, links and buttons, whose words are the card's colour. */
export function brandColors(color: string, mode: Mode): BrandColors {
  const { card } = PALETTE[mode];
  const accent = readableOn(color, card);
  return { accent, hover: readableOn(accent, card, STRONGER) };
}
