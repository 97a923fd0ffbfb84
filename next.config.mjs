import { existsSync, readFileSync } from 'node:fs';
import createNextIntlPlugin from 'next-intl/plugin';
import { everywhere, ofApi } from './bin/answer-headers.mjs';

const MANIFEST = 'public/theme/manifest.json';
if (!existsSync(MANIFEST)) throw new Error(`${MANIFEST} is missing: run "npm run theme" first`);
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));
const theme = readJson(MANIFEST);

/** The few words of the page for a broken layout, which cannot load a catalogue and must not carry two. */
const wordsOfFailure = Object.fromEntries(
  ['en', 'zh-CN'].map((locale) => {
    const { error_title, error_body, request_id, retry } = readJson(`messages/${locale}.json`).ui;
    return [locale, { error_title, error_body, request_id, retry }];
  }),
);

const lean = (file) => `./components/ui/lean/${file}.ts`;
/** What antd brings along and nothing here uses: its styles are extracted beforehand, from the real ones. */
const leftOut = {
  '@ant-design/cssinjs-utils': lean('style-hooks'),
  '../../color-picker/color': lean('no-color-picker'),
  '../../color-picker/components/ColorPresets': lean('no-color-picker'),
  '../tooltip': lean('children-only'),
  '../tooltip/UniqueProvider': lean('children-only'),
  '@rc-component/form': lean('no-forms'),
};

const listed = (headers) => Object.entries(headers).map(([key, value]) => ({ key, value }));
const immutable = { 'Cache-Control': 'public, max-age=31536000, immutable' };

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  // `npm run verify` checks the types, of tests and commands too; who only starts the product need not wait for it.
  typescript: { ignoreBuildErrors: true },
  env: {
    // The names carry a hash of their content, so a build knows them and a browser may keep them.
    THEME_LIGHT: theme.light,
    THEME_DARK: theme.dark,
    WORDS_OF_FAILURE: JSON.stringify(wordsOfFailure),
  },
  // For forbidden(): a page that a role may not see answers 403.
  // Not minified, the names of errors and the frames of stacks in the log are those of the code; the browser's part is.
  experimental: { authInterrupts: true, serverMinification: false },
  // Loaded when they are first needed, by Node itself.
  serverExternalPackages: ['@sentry/node', 'stripe', 'alipay-sdk'],
  turbopack: { resolveAlias: leftOut },
  // Browsers ask for it beside what is no page, such as an answer of the API.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
  headers: async () => [
    { source: '/:path*', headers: listed(everywhere) },
    { source: '/api/:path*', headers: listed(ofApi) },
    { source: '/theme/:path*', headers: listed(immutable) },
  ],
};

const withWords = createNextIntlPlugin({
  requestConfig: './lib/web/intl.ts',
  // Parsed when it is built, so that no browser carries the parser.
  experimental: { messages: { path: './messages', format: 'json', locales: 'infer', precompile: true } },
});

export default withWords(config);
