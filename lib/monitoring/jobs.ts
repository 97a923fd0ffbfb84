import { defineJob } from '../queue';
import { AlertMessageJob } from './schema';

export const sendAlertMessageJob = defineJob('monitoring.send-alert-message', AlertMessageJob);

/** People are told before other work is done: the other work may be what they are told of. */
export const TELL_FIRST = -10;
/** A worker that is killed while it sends costs a message one repetition, no more. */
export const SEND_CRASHES = 2;
