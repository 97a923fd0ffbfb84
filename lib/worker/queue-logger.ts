import { Logger } from 'graphile-worker';
import { logError, logWarning } from '../log';

/** The queue's own troubles; a job that failed has been logged where it ran. */
export const queueLogger = new Logger((scope) => (level: string, message, meta) => {
  if (meta?.failure) return;
  if (level === 'error') logError(new Error(message), { ...scope, event: 'queue_error' });
  if (level === 'warning') logWarning(message, { ...scope, event: 'queue_warning' });
});
