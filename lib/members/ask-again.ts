import { raiseAlert, type AlertRule } from '../alerts';
import { recordAudit } from '../audit';
import { now } from '../clock';
import type { Tx } from '../context';
import { asAppError } from '../errors';
import { logError } from '../log';
import type { Right } from '../permissions';
import { wasAsked, workspaceMember } from './workspace-calls';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** Between one try and the next: an outage of a moment costs seconds, one of a day is sat out. */
const PAUSES_MS = [
  10 * SECOND_MS,
  MINUTE_MS,
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
];

type Failure = {
  right: Extract<Right, 'members.join-workspace' | 'members.leave-workspace'>;
  rule: Extract<AlertRule, 'members.join_failed' | 'members.leave_failed'>;
  member_id: number;
  /** How many there were, with the one that has failed. */
  tries: number;
  error: unknown;
};

/**
 * The workspace could not be asked, or refused: it is asked again later, and after the last try people are called.
 * @param again adds the job of the next try
 */
export async function askAgain(
  tx: Tx,
  { right, rule, member_id, tries, error }: Failure,
  again: (runAt: Date) => Promise<unknown>,
): Promise<'retrying' | 'failed'> {
  const { errorCode: error_code } = asAppError(error);
  logError(error, { event: right, member_id, tries, error_code, request_id: tx.requestId });
  const { invitation_id, email, account_id } = await workspaceMember(tx, member_id);
  const after = { member_id, tries, error: error_code };
  await recordAudit(tx, { action: right, entity: 'invitation', entityId: invitation_id, after });
  // A try that was not made takes its turn, so that nobody comes more often than before; but it is never the last one.
  const pause = PAUSES_MS[tries - 1] ?? (wasAsked(error) ? undefined : MINUTE_MS);
  if (pause !== undefined) {
    await again(new Date(now().getTime() + pause));
    return 'retrying';
  }
  const facts = { attempts: tries, error: error_code, email, account: account_id, invitation_id };
  await raiseAlert(tx, rule, String(member_id), facts);
  return 'failed';
}
