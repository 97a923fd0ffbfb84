import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { VersionConflictError } from '../errors';
import { authorize, userIdOf } from '../permissions';
import { forgetSettings, settingIn, SETTINGS } from '../settings';
import { inTransaction } from '../transaction';
import type { ChangeSettingInput } from './setting-input';

export type ChangedSetting = { key: string; value: number | boolean };

/**
 * Sets a setting, or puts it back to its default. It holds everywhere within five seconds.
 * @throws VersionConflictError when it is no longer what the admin saw
 */
export async function changeSetting(ctx: Ctx, input: ChangeSettingInput): Promise<ChangedSetting> {
  authorize(ctx, 'monitoring.change-setting');
  const { key, seen } = input;
  const updatedBy = userIdOf(ctx);
  const value = input.value ?? SETTINGS[key].initial;
  await inTransaction(ctx, async (tx) => {
    // A setting that nobody has changed yet has no row to lock.
    await tx.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`setting/${key}`}, 0))`;
    const row = await tx.db.setting.findUnique({ where: { key }, select: { value: true } });
    const before = settingIn(key, row?.value);
    if (before !== seen) throw new VersionConflictError('somebody else changed the setting');
    if (input.value === null) await tx.db.setting.deleteMany({ where: { key } });
    else
      await tx.db.setting.upsert({
        where: { key },
        create: { key, value, updatedBy },
        update: { value, updatedBy },
        select: { key: true },
      });
    if (before === value) return;
    await recordAudit(tx, {
      action: 'monitoring.change-setting',
      entity: 'setting',
      entityId: key,
      before: { value: before },
      after: { value, ...(input.value === null && { default: true }) },
    });
  });
  forgetSettings();
  return { key, value };
}
