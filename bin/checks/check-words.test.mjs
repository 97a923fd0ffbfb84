import { dirname, join } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { unaskedWords } from './words/asked.mjs';
import { otherNames } from './words/glossary.mjs';
import { wordsOutside } from './words/outside.mjs';
import { unsentWords } from './words/sent.mjs';
import { sourcesOf } from './words/sources.mjs';

// The compiler reads the types of React and next-intl first.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

// Beneath the repository, so that packages are found; on no disk.
const ROOT = join(process.cwd(), '.planted');

/** A compiler's host to whom a tree given as path → text is there as well. */
const planted = (tree) => (options) => {
  const host = ts.createCompilerHost(options);
  const texts = new Map(Object.entries(tree).map(([path, text]) => [join(ROOT, path), text]));
  const folders = new Set([...texts.keys()].map(dirname));
  return {
    ...host,
    fileExists: (path) => texts.has(path) || host.fileExists(path),
    readFile: (path) => texts.get(path) ?? host.readFile(path),
    directoryExists: (path) => folders.has(path) || host.directoryExists(path),
    getSourceFile: (path, ...how) =>
      texts.has(path) ? ts.createSourceFile(path, texts.get(path), ...how) : host.getSourceFile(path, ...how),
  };
};
const sources = (tree) => sourcesOf(Object.keys(tree), { root: ROOT, host: planted(tree) });

const MESSAGES = {
  shop: {
    title: 'Shop',
    tab: { codes: 'Codes', orders: 'Orders' },
    hint: 'Hint',
    once: 'Once',
    rich: 'Rich',
  },
  mail: { subject: 'Subject' },
  ui: { close: 'Close', open: 'Open' },
  idle: { dusty: 'Dusty' },
};
const INTL = `
  import { useTranslations } from 'next-intl';
  import { getTranslations } from 'next-intl/server';
  declare module 'next-intl' { interface AppConfig { Messages: ${JSON.stringify(MESSAGES).replaceAll(/"[A-Z]\w+"/g, 'string')} } }`;

describe('every word of the catalogue is asked for, and every word asked for is there', () => {
  let found;
  beforeAll(() => {
    const tree = {
      'app/page.tsx': `${INTL}
        import { words } from '@/lib/words';
        type Tab = 'codes' | 'orders';
        export default async function Page({ tab, any }: { tab: Tab; any: Parameters<Awaited<ReturnType<typeof getTranslations<'ui'>>>>[0] }) {
          const [t, ui] = await Promise.all([getTranslations('shop'), getTranslations('ui')]);
          t(\`tab.\${tab}\`); t.rich('rich'); (await getTranslations('shop'))('title');
          ui(any);
          return tab === 'codes' ? t('hint' as 'title') : t('lost' as 'title');
        }
        export function Nested() { const t = useTranslations('shop'); return t('gone' as never) ?? t(1 > 0 ? 'once' : 'hint'); }`,
      'lib/words.ts': `${INTL}
        export const words = (say: ReturnType<typeof useTranslations<'mail'>>) => say('subject');`,
    };
    found = unaskedWords(sources(tree), MESSAGES);
  });

  test('a key that nothing asks for is found, in whatever form the others are asked for', () => {
    expect(found.filter((line) => line.startsWith('messages:'))).toEqual([
      'messages: nothing asks for ui.close',
      'messages: nothing asks for ui.open',
      'messages: nothing asks for idle.dusty',
    ]);
  });

  test('a key of any value is found where it is asked for', () => {
    expect(found).toContainEqual(expect.stringMatching(/^app\/page.tsx:\d+: asks for any word/));
  });
});

test('a key that is in no catalogue is found', () => {
  const tree = {
    'app/page.tsx': `${INTL}
      export const Page = () => useTranslations('shop')('title');`,
  };
  expect(unaskedWords(sources(tree), { shop: { subtitle: 'Shop' } })).toEqual([
    expect.stringMatching(/app\/page.tsx:\d+: shop.title is in no catalogue/),
    'messages: nothing asks for shop.subtitle',
  ]);
});

test('a page sends the parts of the catalogue that its scripts speak from, and no others', () => {
  const messages = (of) => `import { ClientMessages } from '@/components/ui/client-messages';
    import { Shelf } from './shelf';
    export default () => <ClientMessages of={[${of}]}><Shelf /></ClientMessages>;`;
  const speaks = (part) => `'use client';${INTL}
    export function Shelf() { return useTranslations('${part}')('${Object.keys(MESSAGES[part]).at(0)}'); }`;
  const tree = {
    'components/ui/client-messages.tsx': `const EVERYWHERE = ['ui'] as const; export const ClientMessages = (p: object) => null;`,
    'app/good/page.tsx': messages(`'shop'`),
    'app/good/shelf.tsx': `import { later } from './later'; export { Shelf } from './dialog';`,
    'app/good/dialog.tsx': `'use client'; export const Shelf = () => import('./later');`,
    'app/good/later.tsx': speaks('shop'),
    'app/silent/page.tsx': messages(''),
    'app/silent/shelf.tsx': speaks('mail'),
    'app/loud/page.tsx': messages(`'shop', 'mail', 'ui'`),
    'app/loud/shelf.tsx': `import type { Other } from '../silent/shelf'; export { Shelf } from '../good/later';`,
    'app/above/layout.tsx': `import { ClientMessages } from '@/components/ui/client-messages';
      export default () => <ClientMessages of={['mail']}>{null}</ClientMessages>;`,
    'app/above/below/page.tsx': `export { Shelf as default } from '../../silent/shelf';`,
    'app/server/page.tsx': `${INTL} export default () => useTranslations('shop')('hint');`,
  };
  expect(unsentWords(sources(tree)).sort()).toEqual([
    expect.stringMatching(/^app\/loud\/page.tsx:3: sends mail, from which no script speaks/),
    expect.stringMatching(/^app\/loud\/page.tsx:3: ui is sent to every page already/),
    'app/silent/page.tsx: its scripts speak from mail, which no ClientMessages sends',
  ]);
});

/** Of what a component returns; the compiler need not understand it. */
function outside(body) {
  const text = `export const Shelf = ({ t, on, id, say }) => ${body};`;
  const source = ts.createSourceFile('components/shelf.tsx', text, ts.ScriptTarget.Latest, true);
  return wordsOutside({ files: new Map([[source.fileName, source]]), at: () => source.fileName });
}

test.each([
  ['<b>Nothing here</b>', 'Nothing here'],
  ['<b>{on ? "gone" : t("here")}</b>', '"gone"'],
  ['<b>{`${id} left`}</b>', 'left'],
  ['<b>{on && "soon"}</b>', '"soon"'],
  ['<input placeholder="Name" />', '"Name"'],
  ['<button aria-label={on ? "Close" : t("open")} />', '"Close"'],
  ['[{ key: "state", title: "State" }]', '"State"'],
  ['say("This was not saved")', 'This was not saved'],
  ['<b>{id.toLocaleString()}</b>', 'reader’s language'],
  ['<b>{id.toFixed(2)}</b>', 'reader’s language'],
  ['new Intl.NumberFormat("en").format(id)', 'reader’s language'],
])('%s is text outside the catalogues', (body, text) => {
  expect(outside(body)).toEqual([expect.stringContaining(text)]);
});

test.each([
  '<b className="wide open">{t("here")} · {id}%</b>',
  '<b>{id === "gone" ? t("gone") : t("here")}</b>',
  '<input type="text" placeholder="ORD1_A1B2" autoComplete="one-time-code" />',
  '[{ title: t("state") }, { title: "enable_title" }]',
  '{ throw new Error("Nobody may read this"); }',
  '(\n  // not from the catalogue: the name of the product\n  <b>Tributary</b>)',
])('%s is none', (body) => {
  expect(outside(body)).toEqual([]);
});

test('nothing is read of tests and of what is generated', () => {
  const { files } = sources({ 'app/page.test.tsx': '', 'lib/generated/client.ts': '', 'bin/run.ts': '' });
  expect(files.size).toBe(0);
});

test('a thing has the name of the glossary in Chinese', () => {
  const terms = ['distributor', 'plan', 'redeem', 'workspace', 'outbox', 'brand', 'session', 'withdraw'];
  const readme = terms.map((term) => `| ${term}  | \u5206\u9500\u5546 | \`x\` |`).join('\n');
  const english = { a: { one: 'Distributors of {plan}', other: 'Nobody' } };
  expect(otherNames(readme, english, { a: { one: '\u5206\u9500\u5546', other: '' } })).toEqual([]);
  expect(otherNames(readme, english, { a: { one: '\u7ecf\u9500\u5546', other: '' } })).toEqual([
    expect.stringContaining('a.one does not call a distributor'),
  ]);
  expect(otherNames('', english, english)).toContain('README.md: the glossary has no row for plan');
});
