import { defineJob } from '../queue';
import { PasswordLinkJob } from './schema';

/** Somebody is to set a password by a link. The job makes it, so that none waits in a queue. */
export const sendPasswordLinkJob = defineJob('accounts.send-password-link', PasswordLinkJob);
