import { z } from 'zod';
import type { Ctx } from './context';

export type SettingUnit =
  | 'minutes'
  | 'seconds'
  | 'days'
  | 'times'
  | 'amount'
  | 'per_minute'
  | 'per_quarter_hour'
  | 'per_hour'
  | 'per_day';

type NumberSetting = { kind: 'number'; unit: SettingUnit; least: number; most: number; initial: number };
type SwitchSetting = { kind: 'switch'; initial: boolean };

const number = (unit: SettingUnit, least: number, most: number, initial: number): NumberSetting => ({
  kind: 'number',
  unit,
  least,
  most,
  initial,
});
const onOff = (initial: boolean): SwitchSetting => ({ kind: 'switch', initial });

/** What an admin may change while the product runs; each with its bounds and the value it has until then. */
export const SETTINGS = {
  /** How long an order may stay unpaid. */
  'orders.unpaid_minutes': number('minutes', 1, 10_080, 30),
  /** How long an invitation may wait to be accepted. */
  'members.invitation_days': number('days', 1, 90, 7),
  /** How often one invitation may be sent again, and how long lies between two mails of it at least. */
  'members.resends': number('times', 0, 20, 3),
  'members.resend_pause_seconds': number('seconds', 1, 86_400, 60),
  /** Invitations sent again: to one email by whomever, and by one distributor. */
  'members.resends_per_email': number('per_day', 1, 100, 5),
  'members.resends_per_distributor': number('per_day', 1, 100_000, 500),
  /** Invitations to one email, by whatever codes: withdrawing and redeeming again must not fill a mailbox. */
  'members.invitations_per_email': number('per_day', 1, 1_000, 20),
  /** Attempts to redeem (or look at) a code; a customer who does nothing wrong takes four until they are a member. */
  'members.redeem_per_ip': number('per_minute', 5, 10_000, 20),
  'members.redeem_per_email': number('per_minute', 1, 10_000, 10),
  /** Attempts to sign in: of an address, of it for one email, and for that email from new addresses. */
  'accounts.sign_in_per_ip': number('per_quarter_hour', 1, 10_000, 50),
  'accounts.sign_in_per_email': number('per_quarter_hour', 1, 1_000, 10),
  'accounts.sign_in_per_email_anywhere': number('per_quarter_hour', 1, 10_000, 100),
  /** Links to set a password that may be asked for. */
  'accounts.password_links_per_ip': number('per_hour', 1, 10_000, 20),
  'accounts.password_links_per_email': number('per_hour', 1, 1_000, 5),
  /** Refused payment callbacks that are stored, of one address. */
  'payments.refused_events_per_ip': number('per_minute', 1, 10_000, 60),
  /** How long an attempt to pay may go without an answer before its provider is asked. */
  'payments.reconcile_after_minutes': number('minutes', 1, 1_440, 2),
  /** Above it, a refund needs the agreement of a second admin; in whatever currency was paid. */
  'payments.refund_approval_above': number('amount', 0, 100_000_000, 10_000),
  /** What a house may want to bring in later: switched off, it is not shown. */
  'features.command_palette': onOff(true),
} as const satisfies Record<string, NumberSetting | SwitchSetting>;

export type SettingKey = keyof typeof SETTINGS;
export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[];

type Value<K extends SettingKey> = (typeof SETTINGS)[K] extends NumberSetting ? number : boolean;

/** What may be set under a key. */
export function settingSchema(key: SettingKey) {
  const one: NumberSetting | SwitchSetting = SETTINGS[key];
  return one.kind === 'switch' ? z.boolean() : z.number().int().min(one.least).max(one.most);
}

const KEPT_MS = 5_000;
let kept: { at: number; values: Map<string, unknown> } | undefined;

/** What a kept value means: itself, or the default where none is kept or it makes no sense. */
export function settingIn<K extends SettingKey>(key: K, value: unknown): Value<K> {
  const read = settingSchema(key).safeParse(value);
  return (read.success ? read.data : SETTINGS[key].initial) as Value<K>;
}

/** The value of a setting; a change takes effect within five seconds everywhere. */
export async function setting<K extends SettingKey>(ctx: Pick<Ctx, 'db'>, key: K): Promise<Value<K>> {
  if (!kept || Date.now() - kept.at > KEPT_MS) {
    const rows = await ctx.db.setting.findMany({ select: { key: true, value: true } });
    const raw = new Map(rows.map((row) => [row.key, row.value]));
    kept = {
      at: Date.now(),
      values: new Map(SETTING_KEYS.map((one) => [one, settingIn(one, raw.get(one))])),
    };
  }
  return kept.values.get(key) as Value<K>;
}

/** After a change by this process, which its next question should see. */
export function forgetSettings() {
  kept = undefined;
}
