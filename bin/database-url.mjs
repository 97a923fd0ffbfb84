// Prints the address of the database in use: psql "$(npm run -s db:url)"
import './node-version.mjs';
import { runningDatabase } from './postgres.mjs';
import { exitOver, Problem } from './problem.mjs';
import { loadSettings } from './settings.mjs';

try {
  const { embedded, dataDir } = loadSettings();
  const url = embedded ? runningDatabase(dataDir)?.url : process.env.DATABASE_URL;
  if (!url) throw new Problem('The database is not running: start it with npm start.');
  console.log(url);
} catch (error) {
  exitOver(error);
}
