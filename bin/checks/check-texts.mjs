// What people read stays true: paths in README exist, both languages say the same, and the code speaks for itself.
import { runAsCommand } from './files-in-git.mjs';
import { flatten } from './words/asked.mjs';

const BINARY = /\.(png|jpe?g|webp|gif|ico|woff2?|wasm|gz)$/;
const CODE = /\.(tsx?|mjs|cjs|css|prisma|sql)$/;
const TEST = /\.(test|spec)\.(tsx?|mjs)$/;
const CHINESE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/;
const ELSEWHERE = [
  [/(?<![\w.])\/(work|root|home|Users|tmp\/brief)\//, 'a path of one machine'],
  [/\b[DOPSRGXC]-\d{2}\b/, 'the number of a requirement: say what is required'],
  [/\b(design|requirements|models|ui)\.md\b/, 'a document that is not in this repository'],
];
const PATH = /`([\w.@()[\]/-]+)`|\]\(([^)#\s]+)(?:#[^)]*)?\)/g;

/** README cites a file with or without its extension; a route such as `/api/v1` or a command is no path. */
function deadPaths(readme, files) {
  const known = new Set(files.flatMap((file) => [file, file.replace(/\.(tsx?|mjs|cjs)$/, '')]));
  const roots = new Set(files.filter((file) => file.includes('/')).map((file) => file.split('/')[0]));
  const exists = (path) => known.has(path) || files.some((file) => file.startsWith(`${path}/`));
  return [...readme.matchAll(PATH)]
    .map(([, quoted, linked]) => (quoted ?? linked).replace(/^\.\//, '').replace(/\/$/, ''))
    .filter((path) =>
      path.includes('/') ? roots.has(path.split('/')[0]) : CODE.test(path) || path.endsWith('.md'),
    )
    .filter((path) => !exists(path))
    .map((path) => `README.md: ${path} does not exist`);
}

/** The arguments of an ICU message; the braces of a plural's branches hold text, not arguments. */
function argumentsOf(text) {
  const names = new Set();
  let depth = 0;
  for (const [token, name] of text.matchAll(/\{\s*(\w+)?|\}/g)) {
    if (token !== '}' && name && depth % 2 === 0) names.add(name);
    depth += token === '}' ? -1 : 1;
  }
  return [...names].sort().join(', ');
}

function differentMessages(textOf) {
  const [english, chinese] = ['en', 'zh-CN'].map(
    (locale) => new Map(flatten(JSON.parse(textOf(`messages/${locale}.json`)))),
  );
  const found = [];
  for (const [locale, these, those] of [
    ['zh-CN', english, chinese],
    ['en', chinese, english],
  ])
    for (const key of these.keys())
      if (!those.get(key)?.trim()) found.push(`messages/${locale}.json: ${key} is missing`);
  for (const [key, text] of english)
    if (chinese.get(key)?.trim() && argumentsOf(text) !== argumentsOf(chinese.get(key)))
      found.push(
        `messages: ${key} takes {${argumentsOf(text)}} in English and {${argumentsOf(chinese.get(key))}} in Chinese`,
      );
  return found;
}

export function badTexts(files, textOf) {
  const found = [];
  for (const file of files.filter((name) => !BINARY.test(name) && name !== 'package-lock.json')) {
    const lines = textOf(file).split('\n');
    lines.forEach((line, i) => {
      const at = `${file}:${i + 1}`;
      if (CODE.test(file) && !TEST.test(file) && CHINESE.test(line))
        found.push(`${at}: words for people belong in messages/*.json`);
      for (const [pattern, what] of ELSEWHERE) if (pattern.test(line)) found.push(`${at}: names ${what}`);
    });
  }
  if (files.includes('README.md')) found.push(...deadPaths(textOf('README.md'), files));
  if (files.some((file) => file.startsWith('messages/'))) found.push(...differentMessages(textOf));
  return found;
}

runAsCommand(import.meta.url, badTexts);
