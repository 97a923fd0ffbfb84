import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Every file that is in git, or would be with the next `git add`. */
export function filesInGit(root = process.cwd()) {
  const listed = execFileSync('git', ['ls-files', '-coz', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  return listed.split('\0').filter((file) => file && existsSync(join(root, file)));
}

/** Runs `find` over the files in git when this module is the command, prints what it found, and fails if that is anything. */
export function runAsCommand(moduleUrl, find) {
  if (moduleUrl !== pathToFileURL(process.argv[1] ?? '').href) return;
  const files = filesInGit();
  const found = find(files, (file) => readFileSync(file, 'utf8'));
  for (const line of found) console.error(line);
  console.log(`${files.length} files`);
  process.exitCode = found.length > 0 ? 1 : 0;
}
