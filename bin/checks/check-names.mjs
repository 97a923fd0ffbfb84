// File names say what is inside, and every folder of a noun looks like every other.
import { runAsCommand } from './files-in-git.mjs';

const CODE = /^(app|components|lib|prisma|bin|e2e|bench)\//;
const NOUN_FOLDER = /^lib\/(?!(?:web|worker|testing|generated)\/)[^/]+\/(.+)$/;
const IN_NOUN = [
  /^(schema|shape|jobs|internal)\.ts$/,
  /^[a-z]+(-[a-z0-9]+)+\.ts$/,
  /^([a-z0-9-]+\.)+test\.ts$/,
  /^providers\/[a-z0-9-]+(\.test)?\.ts$/,
];
const KEBAB = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
const ROUTE_FOLDER = /^(\(([a-z0-9-]+)\)|\[{1,2}(\.\.\.)?[a-z0-9_-]+\]{1,2}|@[a-z0-9-]+)$/;
const MIGRATION = /^prisma\/migrations\//;
const SAYS_NOTHING =
  /^(utils?|helpers?|managers?|handlers?|common|misc|shared|types?|constants?|services?|repositor(y|ies)|dtos?)$/;
const LONG = { prisma: 300, css: 300 };

export function badNames(files, textOf) {
  const found = [];
  for (const file of files.filter((name) => CODE.test(name))) {
    const parts = file.split('/');
    const inNoun = NOUN_FOLDER.exec(file)?.[1];
    if (inNoun && !IN_NOUN.some((pattern) => pattern.test(inNoun)))
      found.push(
        `${file}: a noun holds <verb>-<noun>.ts, <rule-name>.ts, schema.ts, shape.ts, jobs.ts, internal.ts, providers/ and their tests`,
      );
    const odd = MIGRATION.test(file)
      ? []
      : parts.filter((part) => !KEBAB.test(part) && !ROUTE_FOLDER.test(part));
    for (const part of odd) found.push(`${file}: ${part} is not kebab-case`);
    const empty = parts.flatMap((part) => part.split(/[-.]/)).find((word) => SAYS_NOTHING.test(word));
    if (empty) found.push(`${file}: "${empty}" says nothing about what is inside`);
    if (/(^|\/)index\.[a-z]+$/.test(file)) found.push(`${file}: import the file itself, not a barrel`);
    const limit = LONG[file.split('.').at(-1)];
    const lines = limit && textOf(file).split('\n').length - 1;
    if (limit && lines > limit)
      found.push(`${file}: ${lines} lines; split it at ${limit} by what its parts are about`);
  }
  return found;
}

runAsCommand(import.meta.url, badNames);
