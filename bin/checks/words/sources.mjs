import { join, relative } from 'node:path';
import ts from 'typescript';

const READ = /^(app|components|lib)\/.*\.tsx?$/;
const NOT_READ = /\.test\.tsx?$|^lib\/(generated|testing)\/|\.d\.ts$/;

/** The part of the product that can speak: its files as the compiler understands them. */
export function sourcesOf(files, { root = process.cwd(), host } = {}) {
  const { options } = ts.getParsedCommandLineOfConfigFile(
    'tsconfig.json',
    { incremental: false },
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
        throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
      },
    },
  );
  options.paths = { '@/*': [`${root}/*`] };
  const read = files.filter((file) => READ.test(file) && !NOT_READ.test(file));
  const program = ts.createProgram(
    read.map((file) => join(root, file)),
    options,
    host?.(options),
  );
  const pathOf = (source) => relative(root, source.fileName);
  return {
    checker: program.getTypeChecker(),
    files: new Map(read.map((file) => [file, program.getSourceFile(join(root, file))])),
    at: (node) => {
      const source = node.getSourceFile();
      return `${pathOf(source)}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    },
    /** The file of ours that an import means, or nothing for a package. */
    imported(name, source) {
      const { resolvedModule } = ts.resolveModuleName(name, source.fileName, options, program);
      return resolvedModule && relative(root, resolvedModule.resolvedFileName);
    },
  };
}

export function walk(node, visit) {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}
