import './node-version.mjs';
import { pathToFileURL } from 'node:url';
import { forgetBuild, rememberBuild, sourcesHash } from './build-stamp.mjs';
import { reportPageWeights } from './page-weights.mjs';
import { exitOver } from './problem.mjs';
import { run } from './run-program.mjs';
import { loadSettings } from './settings.mjs';

const bin = (path) => `node_modules/${path}`;

/** What both the build and the development server need: the database client, and the style sheets of antd. */
export async function generate(loud) {
  await run([bin('prisma/build/index.js'), 'generate'], {
    loud,
    problem: 'The database client could not be generated',
  });
  await run([bin('tsx/dist/cli.mjs'), 'bin/extract-theme.tsx'], {
    loud,
    problem: 'The style sheets could not be extracted',
  });
}

/** Builds the application, and remembers of which sources. */
export async function build({ loud }) {
  const hash = sourcesHash();
  forgetBuild();
  await generate(loud);
  await run([bin('next/dist/bin/next'), 'build'], {
    loud,
    problem: 'The application could not be built',
    env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  rememberBuild(hash);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    loadSettings();
    await build({ loud: true });
    reportPageWeights({ loud: true });
  } catch (error) {
    exitOver(error);
  }
}
