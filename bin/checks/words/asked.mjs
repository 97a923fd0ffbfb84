import ts from 'typescript';
import { walk } from './sources.mjs';

const WAYS = new Set(['rich', 'markup', 'raw', 'has']);

/** Every message of a catalogue: its key from the root on, and its text. */
export const flatten = (messages, prefix = '') =>
  Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  );

/** The calls of a translator in a file: where, of which part of the catalogue, and for which keys as the compiler knows them. */
export function* askedIn(source, checker) {
  const calls = [];
  walk(source, (node) => ts.isCallExpression(node) && node.arguments.length > 0 && calls.push(node));
  for (const call of calls) {
    const by = call.expression;
    const way = ts.isPropertyAccessExpression(by) && WAYS.has(by.name.text);
    if (!way && ts.isPropertyAccessExpression(by)) continue;
    const translator = checker.getTypeAtLocation(way ? by.expression : by);
    if (translator.aliasSymbol?.name !== 'Translator') continue;
    const part = translator.aliasTypeArguments?.[1];
    const namespaces = literalsOf(part)?.map((namespace) => `${namespace}.`) ?? [''];
    const keys = literalsOf(checker.getTypeAtLocation(call.arguments[0]));
    yield { call, keys: keys?.flatMap((key) => namespaces.map((namespace) => namespace + key)) };
  }
}

/** The strings a type stands for; nothing when it stands for any, or for whatever the catalogue holds. */
function literalsOf(type) {
  if (!type || type.aliasSymbol?.name === 'NamespacedMessageKeys') return undefined;
  const types = type.isUnion() ? type.types : [type];
  return types.length > 0 && types.every((one) => one.isStringLiteral())
    ? types.map(({ value }) => value)
    : undefined;
}

/** Words that are asked for and not there, there and never asked for, or asked for so that nobody can tell which. */
export function unaskedWords({ files, checker, at }, messages) {
  const known = new Set(flatten(messages).map(([key]) => key));
  const asked = [...files.values()].flatMap((source) => [...askedIn(source, checker)]);
  const used = new Set(asked.flatMap(({ keys }) => keys ?? []));
  const absent = (keys) => keys.filter((key) => !known.has(key));
  return [
    ...asked
      .filter(({ keys }) => !keys)
      .map(({ call }) => `${at(call)}: asks for any word: give the key a type that names them`),
    ...asked.flatMap(({ call, keys }) =>
      absent(keys ?? []).map((key) => `${at(call)}: ${key} is in no catalogue`),
    ),
    ...[...known].filter((key) => !used.has(key)).map((key) => `messages: nothing asks for ${key}`),
  ];
}
