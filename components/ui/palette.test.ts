import { expect, test } from 'vitest';
import { PALETTE, SIDER, type Mode } from './palette';

function luminance(color: string) {
  const channel = (at: number) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** As WCAG counts it: text is readable from 4.5, a line of a chart from 3. */
function contrast(one: string, other: string) {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

test('the measure is the one of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

test.each<Mode>(['light', 'dark'])('everything can be read in the %s mode', (mode) => {
  const { page, card, raised, danger, tones, series, ...colors } = PALETTE[mode];
  const texts = [
    ...[page, card, raised].flatMap((ground) =>
      (
        [
          'text',
          'textSoft',
          'textFaint',
          'link',
          'linkHover',
          'errorText',
          'warningText',
          'successText',
        ] as const
      ).map((name) => [name, colors[name], ground]),
    ),
    ...Object.entries(tones).map(([tone, { text, fill }]) => [tone, text, fill]),
    ['placeholder', colors.placeholder, card],
    ['danger, solid', danger.text, danger.fill],
    ['danger, outlined', danger.fill, card],
    ['primary button', '#ffffff', colors.primary],
    ['primary button, pointed at', '#ffffff', colors.primaryHover],
    ['sider', SIDER.text, SIDER.fill],
    ['sider, pointed at', '#ffffff', SIDER.hover],
    ['sider label', SIDER.label, SIDER.fill],
  ] as const;
  const dim = texts.filter(([, text = '', ground = '']) => contrast(text, ground) < 4.5);
  expect(dim).toEqual([]);
  expect(series.filter((color) => contrast(color, card) < 3)).toEqual([]);
});
