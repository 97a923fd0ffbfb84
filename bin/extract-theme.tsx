// Writes antd's rules as two style sheets under public/theme, so that no page computes or carries them: the light one
// whole, and one with only the variables that differ in the dark.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractStyle } from '@ant-design/static-style-extract';
import { App, ConfigProvider } from 'antd';
import { PALETTE, SIDER, THEME_KEY, type Mode, type Tone } from '../components/ui/palette';
import { themeOf } from '../components/ui/theme';

const FOLDER = 'public/theme';

// Large, and styled by nobody but themselves: left out while no source file imports them.
const RARE = [
  'Affix',
  'Anchor',
  'BackTop',
  'BorderBeam',
  'Calendar',
  'Carousel',
  'Cascader',
  'ColorPicker',
  'FloatButton',
  'Image',
  'List',
  'Listy',
  'Masonry',
  'Mentions',
  'QRCode',
  'Rate',
  'Slider',
  'Splitter',
  'Tour',
  'Transfer',
  'TreeSelect',
  'Watermark',
];

function importedFromAntd(folder: string): Set<string> {
  const names = new Set<string>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(file)) continue;
    const source = readFileSync(join(folder, file), 'utf8');
    for (const [, list = ''] of source.matchAll(/import\s*\{([^}]*)\}\s*from\s*'antd'/g)) {
      for (const name of list.split(',')) names.add(name.replace(/\btype\b|\bas\b.*/g, '').trim());
    }
  }
  return names;
}

/** The top-level rules of a sheet, in order. */
function rulesOf(css: string): string[] {
  const rules: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < css.length; at += 1) {
    if (css[at] === '{') depth += 1;
    if (css[at] !== '}' || (depth -= 1) > 0) continue;
    rules.push(css.slice(start, at + 1).trim());
    start = at + 1;
  }
  return rules;
}

function declarationsOf(rule: string) {
  const body = rule.slice(rule.indexOf('{') + 1, -1);
  return new Map(
    body
      .split(';')
      .filter(Boolean)
      .map((line) => [line.slice(0, line.indexOf(':')), line] as const),
  );
}

/**
 * The variables of `dark` that differ from `light`.
 * @throws Error when more than variables differ, for then the order of the rules would matter
 */
function differing(light: string[], dark: string[]): string {
  if (light.length !== dark.length) throw new Error('the two modes have different rules');
  const changed = dark.flatMap((rule, at) => {
    const base = light[at] ?? '';
    if (rule === base) return [];
    const selector = rule.slice(0, rule.indexOf('{'));
    const before = declarationsOf(base);
    const lines = [...declarationsOf(rule)].filter(([name, line]) => before.get(name) !== line);
    const onlyVariables = base.startsWith(`${selector}{`) && lines.every(([name]) => name.startsWith('--'));
    if (!onlyVariables) throw new Error(`more than variables differ in ${selector}`);
    return [`${selector}{${lines.map(([, line]) => line).join(';')}}`];
  });
  return changed.join('');
}

/** The palette's own variables, for what is drawn without antd. */
function paletteRule(mode: Mode) {
  const colors = PALETTE[mode];
  const tones = Object.entries(colors.tones) as [Tone, (typeof colors.tones)[Tone]][];
  const lines = [
    ...tones.flatMap(([tone, { text, fill, line }]) => [
      `${tone}-text:${text}`,
      `${tone}-fill:${fill}`,
      `${tone}-line:${line}`,
    ]),
    ...Object.entries(SIDER).map(([part, color]) => `sider-${part}:${color}`),
    ...colors.series.map((color, at) => `series-${at + 1}:${color}`),
  ];
  return `.${THEME_KEY}{${lines.map((line) => `--${line}`).join(';')}}`;
}

function extract(mode: Mode, excludes: string[]) {
  const css = extractStyle({
    excludes,
    customTheme: (node) => (
      // The runtime switch must be off here: these are the rules it leaves out elsewhere.
      <ConfigProvider theme={{ ...themeOf(mode), zeroRuntime: false }}>
        <App>{node}</App>
      </ConfigProvider>
    ),
  });
  return rulesOf(css + paletteRule(mode));
}

const used = new Set([...importedFromAntd('app'), ...importedFromAntd('components')]);
const excludes = RARE.filter((name) => !used.has(name));
const light = extract('light', excludes);
const sheets: Record<Mode, string> = {
  light: light.join(''),
  dark: differing(light, extract('dark', excludes)),
};

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const manifest = Object.fromEntries(
  Object.entries(sheets).map(([mode, css]) => {
    const file = `${mode}.${createHash('sha256').update(css).digest('hex').slice(0, 12)}.css`;
    writeFileSync(join(FOLDER, file), css);
    return [mode, `/theme/${file}`];
  }),
);
writeFileSync(join(FOLDER, 'manifest.json'), `${JSON.stringify(manifest)}\n`);
