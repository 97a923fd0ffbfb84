import { PALETTE, type Mode, type Tone } from './palette';

/** What axes write in; names are measured by it. */
const FONT_SIZE = 12;
const FONT_FAMILY = 'sans-serif';
export const AXIS_FONT = `${FONT_SIZE}px ${FONT_FAMILY}`;

/** What all charts look like in a mode: flat, quiet, and in the colours of the page. Nothing moves, for whoever asks for that too. */
export function plotLook(mode: Mode) {
  const { series, tones, textFaint, lineSoft, raised, text, card } = PALETTE[mode];
  return {
    series,
    /** What a status is drawn in: the colour of its word. */
    toneColor: (tone: Tone) => tones[tone].text,
    card,
    axis: {
      title: false,
      labelFill: textFaint,
      labelOpacity: 1,
      labelFontSize: FONT_SIZE,
      labelFontFamily: FONT_FAMILY,
      gridStroke: lineSoft,
      gridStrokeOpacity: 1,
      gridLineDash: [0, 0],
      line: false,
      tick: false,
      labelAutoRotate: false,
    },
    label: textFaint,
    plot: {
      containerStyle: { height: '100%' },
      autoFit: true,
      animate: false,
      theme: {
        type: mode === 'dark' ? 'classicDark' : 'classic',
        view: { viewFill: 'transparent' },
      },
    },
    tooltipStyle: {
      css: {
        '.g2-tooltip': { background: raised, color: text },
        '.g2-tooltip-title': { color: text },
        '.g2-tooltip-list-item-name-label': { color: text },
        '.g2-tooltip-list-item-value': { color: text },
      },
    },
  } as const;
}
