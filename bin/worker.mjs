import './node-version.mjs';
import './follow-parent.mjs';
import { constants, setPriority } from 'node:os';
import { exitOver } from './problem.mjs';
import { loadSettings, requireDatabase } from './settings.mjs';

// Where both share a machine, whoever waits at a screen comes before what is done in the background.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
try {
  requireDatabase(loadSettings());
  await import('../lib/worker/main.ts');
} catch (error) {
  exitOver(error);
}
