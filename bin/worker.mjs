import './node-version.mjs';
import './follow-parent.mjs';
import { exitOver } from './problem.mjs';
import { loadSettings, requireDatabase } from './settings.mjs';

try {
  requireDatabase(loadSettings());
  await import('../lib/worker/main.ts');
} catch (error) {
  exitOver(error);
}
