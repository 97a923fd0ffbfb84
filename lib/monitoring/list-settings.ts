import type { Ctx } from '../context';
import { authorize } from '../permissions';
import { SETTING_KEYS, settingIn, SETTINGS, type SettingKey, type SettingUnit } from '../settings';

type SettingFacts =
  | { kind: 'number'; unit: SettingUnit; least: number; most: number; initial: number; value: number }
  | { kind: 'switch'; initial: boolean; value: boolean };

export type ShownSetting = SettingFacts & {
  key: SettingKey;
  /** Who changed it last, and when; null: nobody has. */
  changed: { by: string | null; at: string } | null;
};

type Change = { key: string; by: string | null; at: Date };

/** Every setting with its bounds, what holds now, and who said so. */
export async function listSettings(ctx: Ctx): Promise<ShownSetting[]> {
  authorize(ctx, 'monitoring.view-settings');
  const rows = await ctx.db.setting.findMany({ select: { key: true, value: true } });
  // From the audit: a setting that was put back to its default has no row of its own.
  const changes = await ctx.db.$queryRaw<Change[]>`
    SELECT key, person.name AS by, change.created_at AS at
    FROM unnest(${SETTING_KEYS}::text[]) AS key
    CROSS JOIN LATERAL (
      SELECT user_id, created_at FROM audit_log WHERE entity = 'setting' AND entity_id = key ORDER BY id DESC LIMIT 1) AS change
    LEFT JOIN users AS person ON person.id = change.user_id`;
  const kept = new Map(rows.map(({ key, value }) => [key, value]));
  const changed = new Map(changes.map(({ key, by, at }) => [key, { by, at: at.toISOString() }]));
  return SETTING_KEYS.map((key) => {
    const facts = { ...SETTINGS[key], value: settingIn(key, kept.get(key)) } as SettingFacts;
    return { ...facts, key, changed: changed.get(key) ?? null };
  });
}
