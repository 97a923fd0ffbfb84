// A failure that is caught is looked at, passed on or answered: nobody drops it unseen.

const FUNCTIONS = ['FunctionExpression', 'ArrowFunctionExpression'];

/** What says no more than that something went wrong. */
const isMute = (node) =>
  !node ||
  node.type === 'Literal' ||
  (node.type === 'Identifier' && node.name === 'undefined') ||
  (node.type === 'UnaryExpression' && isMute(node.argument)) ||
  (node.type === 'ObjectExpression' && node.properties.length === 0) ||
  (node.type === 'ArrayExpression' && node.elements.length === 0);

const saysNothing = (statement) =>
  statement.type === 'EmptyStatement' ||
  (statement.type === 'ReturnStatement' && isMute(statement.argument)) ||
  (statement.type === 'ExpressionStatement' && isMute(statement.expression));

const isDropped = (body) => (body.type === 'BlockStatement' ? body.body.every(saysNothing) : isMute(body));

const message =
  'an error is dropped here: look at it (which one may be expected?), pass it on, or log it with logError';

export const catchesTell = {
  create(context) {
    return {
      CatchClause(node) {
        if (isDropped(node.body)) context.report({ node, message });
      },
      CallExpression(node) {
        const [first] = node.arguments;
        if (node.callee.property?.name !== 'catch' || !FUNCTIONS.includes(first?.type)) return;
        if (isDropped(first.body)) context.report({ node, message });
      },
    };
  },
};
