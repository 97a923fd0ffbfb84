import { posix } from 'node:path';

const SHAPES = /^lib\/([^/]+\/(schema|shape)|money|format|generated\/prisma\/enums)$/;
const MESSAGE =
  "a 'use client' file takes from lib only schemas, shapes, money, format, enums and types: {{path}} would go to the browser. " +
  'Read it in the page and pass it as a prop, or call it through an action.';

/** The imported path from the root of the repository, without extension; undefined for packages. */
function pathInRepository(specifier, filename) {
  if (specifier.startsWith('@/')) return specifier.slice(2);
  if (!specifier.startsWith('.')) return undefined;
  const folder = /(?:^|\/)((?:app|components)\/.*)\/[^/]+$/.exec(filename.replaceAll('\\', '/'))?.[1] ?? '';
  return posix.join(folder, specifier);
}

export const clientImportsShapes = {
  create(context) {
    let isClient = false;
    const check = (node, source) => {
      if (!isClient || typeof source?.value !== 'string') return;
      const path = pathInRepository(source.value, context.filename)?.replace(/\.tsx?$/, '');
      if (path?.startsWith('lib/') && !SHAPES.test(path))
        context.report({ node, message: MESSAGE.replace('{{path}}', path) });
    };
    return {
      Program: (node) => {
        isClient = node.body.some(
          (statement) => statement.type === 'ExpressionStatement' && statement.directive === 'use client',
        );
      },
      ImportDeclaration: (node) => node.importKind !== 'type' && check(node, node.source),
      ExportNamedDeclaration: (node) => node.exportKind !== 'type' && check(node, node.source),
      ExportAllDeclaration: (node) => node.exportKind !== 'type' && check(node, node.source),
      ImportExpression: (node) => check(node, node.source),
    };
  },
};
