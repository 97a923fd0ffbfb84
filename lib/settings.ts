import { z } from 'zod';
import type { Ctx } from './context';

/** What an admin may change while the product runs; each with the value it has until then. */
const SETTINGS = {
  /** How long an order may stay unpaid, in minutes. */
  'orders.unpaid_minutes': z.number().int().min(1).max(10_080).default(30),
  /** How long an invitation may wait to be accepted, in days. */
  'members.invitation_days': z.number().int().min(1).max(90).default(7),
  /** How often one invitation may be sent again, and how many seconds lie between two mails of it at least. */
  'members.resends': z.number().int().min(0).max(20).default(3),
  'members.resend_pause_seconds': z.number().int().min(1).max(86_400).default(60),
  /** Invitations sent again per day: to one email by whomever, and by one distributor. */
  'members.resends_per_email': z.number().int().min(1).max(100).default(5),
  'members.resends_per_distributor': z.number().int().min(1).max(100_000).default(500),
  /** Invitations per day to one email, by whatever codes: withdrawing and redeeming again must not fill a mailbox. */
  'members.invitations_per_email': z.number().int().min(1).max(1_000).default(20),
  /** Attempts to redeem (or look at) a code, per minute. */
  'members.redeem_per_ip': z.number().int().min(1).max(10_000).default(20),
  'members.redeem_per_email': z.number().int().min(1).max(10_000).default(10),
  /** Attempts to sign in, per 15 minutes: of an address, of it for one email, and for that email from new addresses. */
  'accounts.sign_in_per_ip': z.number().int().min(1).max(10_000).default(50),
  'accounts.sign_in_per_email': z.number().int().min(1).max(1_000).default(10),
  'accounts.sign_in_per_email_anywhere': z.number().int().min(1).max(10_000).default(100),
  /** Links to set a password that may be asked for, per hour. */
  'accounts.password_links_per_ip': z.number().int().min(1).max(10_000).default(20),
  'accounts.password_links_per_email': z.number().int().min(1).max(1_000).default(5),
  /** Refused payment callbacks that are stored, per minute and address. */
  'payments.refused_events_per_ip': z.number().int().min(1).max(10_000).default(60),
} as const;

type Settings = { [K in keyof typeof SETTINGS]: z.output<(typeof SETTINGS)[K]> };

const KEPT_MS = 5_000;
let kept: { at: number; rows: Map<string, unknown> } | undefined;

/** The value of a setting; a change takes effect within five seconds everywhere. */
export async function setting<K extends keyof Settings>(ctx: Pick<Ctx, 'db'>, key: K): Promise<Settings[K]> {
  if (!kept || Date.now() - kept.at > KEPT_MS) {
    const rows = await ctx.db.setting.findMany({ select: { key: true, value: true } });
    kept = { at: Date.now(), rows: new Map(rows.map((row) => [row.key, row.value])) };
  }
  const read = SETTINGS[key].safeParse(kept.rows.get(key) ?? undefined);
  return read.success ? read.data : SETTINGS[key].parse(undefined);
}
