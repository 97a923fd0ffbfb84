import { randomInt } from 'node:crypto';
import { closeAlert, raiseAlert } from '../alerts';
import { now } from '../clock';
import type { Tx } from '../context';
import type { MailFailedError } from '../mail';

/** How a run that was to send an invitation ended; "left": there was nothing to send. */
export type SendingOutcome = 'sent' | 'left' | 'retrying' | 'failed';

/** Minutes until a mail is tried again, by how often it has failed. */
const PAUSES = [1, 5, 15, 60];
/** A mail server that is down for a moment is nobody's business. */
const PATIENT_UNTIL = 3;

/**
 * When a mail that has failed is tried again, somewhat later for each, so that they do not all come at once.
 * @param failures how often it has failed, this time included
 * @returns null when it is given up
 */
export function nextAttempt(failures: number, { final }: MailFailedError): Date | null {
  const minutes = final ? undefined : PAUSES[failures - 1];
  return minutes === undefined
    ? null
    : new Date(now().getTime() + minutes * 60_000 + randomInt(minutes * 12_000));
}

/** Calls people when mails do not go out, whoever they are for. A recipient that is refused is the distributor's business. */
export async function reportFailure(
  tx: Tx,
  failures: number,
  { final, answer }: MailFailedError,
  id: number,
) {
  if (final || failures < PATIENT_UNTIL) return;
  await raiseAlert(tx, 'mails.not_delivered', 'smtp', { answer, invitation_id: id });
}

/** A mail that had failed has gone out. */
export async function mailDelivered(tx: Tx) {
  await closeAlert(tx, 'mails.not_delivered', 'smtp');
}
