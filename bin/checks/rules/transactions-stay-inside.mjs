import { calls, functionsAround, transactionOf } from './functions.mjs';

const OUTSIDE_SYSTEM = /\/providers\/|^(stripe|alipay-sdk|nodemailer)$/;

const isName = (node) =>
  !(node.parent.type === 'MemberExpression' && node.parent.property === node && !node.parent.computed) &&
  !(node.parent.type === 'Property' && node.parent.key === node && !node.parent.shorthand);

const rootOf = (node) => {
  let at = node;
  while (at.type === 'MemberExpression' || at.type === 'CallExpression') at = at.object ?? at.callee;
  return at.name;
};

/** The contexts that an `inTransaction` call was given: using them in its callback leaves the transaction. */
function contextNames(call) {
  const [first] = call.arguments;
  if (first?.type === 'Identifier') return [first.name];
  return first?.type === 'CallExpression'
    ? first.arguments.map((argument) => argument.name).filter(Boolean)
    : [];
}

export const transactionsStayInside = {
  create(context) {
    const outside = new Set();
    return {
      ImportDeclaration(node) {
        if (OUTSIDE_SYSTEM.test(node.source.value))
          for (const { local } of node.specifiers) outside.add(local.name);
      },
      Identifier(node) {
        if (!isName(node)) return;
        const around = functionsAround(node);
        for (const fn of around) {
          if (fn.params.some((param) => param.name === node.name)) return;
          if (!calls(fn.parent, 'inTransaction') || fn.parent.arguments[1] !== fn) continue;
          if (!contextNames(fn.parent).includes(node.name)) continue;
          const tx = transactionOf(fn) ?? 'tx';
          const message = `inside the transaction use ${tx}: what goes through ${node.name} is neither rolled back nor committed with it`;
          context.report({ node, message });
          return;
        }
      },
      CallExpression(node) {
        const waited =
          ['AwaitExpression', 'ReturnStatement'].includes(node.parent.type) || node.parent.body === node;
        const leaves =
          node.callee.name === 'fetch' ||
          node.callee.property?.name === 'sendMail' ||
          (waited && outside.has(rootOf(node)));
        if (leaves && functionsAround(node).some(transactionOf))
          context.report({
            node,
            message:
              'no network call inside a transaction: its locks would wait for somebody else. Enqueue a job here and make the call there.',
          });
      },
    };
  },
};
