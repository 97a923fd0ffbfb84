import ts from 'typescript';
import { walk } from './sources.mjs';
import { askedIn } from './asked.mjs';

const PAGE = /^app\/(.*\/)?(page|not-found|forbidden|error|loading)\.tsx$/;
const LAYOUT = /^app\/(.*\/)?layout\.tsx$/;
const HERE = 'components/ui/client-messages.tsx';

const directive = (source) => {
  const [first] = source.statements;
  return first && ts.isExpressionStatement(first) && ts.isStringLiteral(first.expression)
    ? first.expression.text
    : undefined;
};

/** The files whose code a file brings along: type imports bring none, imports that wait for a click do. */
function broughtBy({ files, imported }, source) {
  const names = [];
  walk(source, (node) => {
    const named = node.importClause?.namedBindings?.elements;
    const onlyTypes =
      node.importClause?.isTypeOnly || (named?.length > 0 && named.every(({ isTypeOnly }) => isTypeOnly));
    if (
      (ts.isImportDeclaration(node) && !onlyTypes) ||
      (ts.isExportDeclaration(node) && node.moduleSpecifier)
    )
      names.push(node.moduleSpecifier.text);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      names.push(node.arguments[0].text);
  });
  return names.map((name) => imported(name, source)).filter((path) => files.has(path));
}

/** What files bring to the server and to the browser. A file may be on both sides; an action stays on the server. */
function sidesOf(sources, entries, brought) {
  const server = new Set();
  const browser = new Set();
  const waiting = entries.map((path) => [path, server]);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [path, from] = next;
    const says = directive(sources.files.get(path));
    if (says === 'use server') continue;
    const side = says === 'use client' ? browser : from;
    if (side.has(path)) continue;
    side.add(path);
    for (const file of brought.get(path)) waiting.push([file, side]);
  }
  return { server, browser };
}

const sentBy = (source) => {
  const sent = [];
  walk(source, (node) => {
    if (!ts.isJsxOpeningElement(node) || node.tagName.getText() !== 'ClientMessages') return;
    walk(node.attributes, (part) => ts.isStringLiteral(part) && sent.push({ node, name: part.text }));
  });
  return sent;
};

const above = (layout, page) => page.startsWith(layout.slice(0, -'layout.tsx'.length));

/** Parts of the catalogue that a page's scripts speak from and are not sent, or that are sent and no script speaks from. */
export function unsentWords(sources) {
  const { files, checker, at } = sources;
  const paths = [...files.keys()];
  const pages = paths.filter((path) => PAGE.test(path));
  const layouts = paths.filter((path) => LAYOUT.test(path));
  const brought = new Map(paths.map((path) => [path, broughtBy(sources, files.get(path))]));
  const spoken = new Map(
    paths.map((path) => [
      path,
      new Set(
        [...askedIn(files.get(path), checker)].flatMap(
          ({ keys }) => keys?.map((key) => key.split('.')[0]) ?? [],
        ),
      ),
    ]),
  );
  const everywhere = everywhereSent(files.get(HERE));
  const speaks = (side) => new Set([...side].flatMap((path) => [...spoken.get(path)]));
  const found = new Set();

  for (const page of pages) {
    const { server, browser } = sidesOf(
      sources,
      [page, ...layouts.filter((layout) => above(layout, page))],
      brought,
    );
    const sent = new Set([...server].flatMap((path) => sentBy(files.get(path)).map(({ name }) => name)));
    for (const name of speaks(browser))
      if (!sent.has(name) && !everywhere.has(name))
        found.add(`${page}: its scripts speak from ${name}, which no ClientMessages sends`);
  }
  for (const [path, source] of files)
    for (const { node, name } of sentBy(source)) {
      const below = LAYOUT.test(path) ? pages.filter((page) => above(path, page)) : [];
      if (everywhere.has(name)) found.add(`${at(node)}: ${name} is sent to every page already`);
      else if (!speaks(sidesOf(sources, [path, ...below], brought).browser).has(name))
        found.add(`${at(node)}: sends ${name}, from which no script speaks`);
    }
  return [...found];
}

/** The parts that ClientMessages sends by itself. */
function everywhereSent(source) {
  const names = new Set();
  if (source)
    walk(source, (node) => {
      if (ts.isVariableDeclaration(node) && node.name.text === 'EVERYWHERE')
        walk(node, (part) => ts.isStringLiteral(part) && names.add(part.text));
    });
  return names;
}
