import { z } from 'zod';
import { SETTING_KEYS, settingSchema } from '../settings';

/** A change of a setting, held to its bounds. */
export const ChangeSettingInput = z
  .object({
    key: z.enum(SETTING_KEYS),
    /** Null: back to the default. */
    value: z.union([z.number(), z.boolean()]).nullable(),
    /** The value that held when it was decided to change it. */
    seen: z.union([z.number(), z.boolean()]),
  })
  .refine(({ key, value }) => value === null || settingSchema(key).safeParse(value).success, {
    path: ['value'],
  });
export type ChangeSettingInput = z.output<typeof ChangeSettingInput>;
