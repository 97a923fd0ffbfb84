// What the rules on transactions need to know of functions and their parameters.

export const isNounFile = (filename) =>
  /(^|\/)lib\/(?!(web|worker|testing|generated)\/)[^/]+\/.+\.ts$/.test(filename.replaceAll('\\', '/')) &&
  !filename.endsWith('.test.ts');

export const calls = (node, name) => node?.type === 'CallExpression' && node.callee.name === name;

const FUNCTIONS = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'];

/** The functions around a node, innermost first. */
export function functionsAround(node) {
  const around = [];
  for (let at = node.parent; at; at = at.parent) if (FUNCTIONS.includes(at.type)) around.push(at);
  return around;
}

const typeName = (param) => param.typeAnnotation?.typeAnnotation?.typeName?.name;

/** The name of the transaction this function runs in: its `Tx` parameter, or what `inTransaction` hands to it. */
export function transactionOf(fn) {
  const typed = fn.params.find((param) => param.type === 'Identifier' && typeName(param) === 'Tx');
  if (typed) return typed.name;
  return calls(fn.parent, 'inTransaction') && fn.parent.arguments[1] === fn ? fn.params[0]?.name : undefined;
}

/** The name of a top-level function, however it is declared. */
export const nameOf = (fn) =>
  fn.id?.name ?? (fn.parent.type === 'VariableDeclarator' ? fn.parent.id.name : undefined);
