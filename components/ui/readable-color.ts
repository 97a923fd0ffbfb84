/** What WCAG 2.2 asks of text (success criterion 1.4.3, level AA). */
export const READABLE = 4.5;
const STEPS = 64;
const BLACK = '#000000';
const WHITE = '#ffffff';

type Channels = readonly [number, number, number];

/**
 * How far two colours stand apart, from 1 to 21: contrast ratio and relative luminance as WCAG 2.2 defines them
 * (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance).
 */
export function contrast(one: string, other: string) {
  const [low, high] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/**
 * The colour nearest to `color` that can be read on `background`: the same hue, darker or lighter, as little as is enough. What
 * can be read stays as it is. As contrast has no direction, a text of `background` can be read on it as well.
 * @param color `#rrggbb`
 */
export function readableOn(color: string, background: string, atLeast = READABLE) {
  // Away from the background: only towards the further end of black and white is there always enough room.
  const end = contrast(WHITE, background) > contrast(BLACK, background) ? WHITE : BLACK;
  for (let step = 0; step < STEPS; step += 1) {
    const nearer = mixed(color, end, step / STEPS);
    if (contrast(nearer, background) >= atLeast) return nearer;
  }
  return end;
}

/** A colour on the way to another: none of the other at 0, nothing but it at 1. */
function mixed(color: string, other: string, share: number) {
  const [from, to] = [channelsOf(color), channelsOf(other)];
  const mix = (at: 0 | 1 | 2) => Math.round(from[at] + (to[at] - from[at]) * share);
  return hexOf([mix(0), mix(1), mix(2)]);
}

function luminance(color: string) {
  const [red, green, blue] = channelsOf(color).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channelsOf(color: string): Channels {
  const value = Number.parseInt(color.slice(1), 16);
  return [value >> 16, (value >> 8) & 0xff, value & 0xff];
}

function hexOf(channels: Channels) {
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
