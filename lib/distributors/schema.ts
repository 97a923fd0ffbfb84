import { z } from 'zod';
import { filter, paging } from '../paging';
import { amount, email, id, text } from '../text';

export const CreateDistributorInput = z.object({
  user_id: id(),
  /** Names the distributor in addresses. */
  slug: text(60).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  /** What is owed for one accepted invitation. */
  unit_price: amount(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default('CNY'),
});
export type CreateDistributorInput = z.output<typeof CreateDistributorInput>;

export const InviteDistributorInput = CreateDistributorInput.omit({ user_id: true }).extend({
  email: email(),
  name: text(120),
});
export type InviteDistributorInput = z.output<typeof InviteDistributorInput>;

export const ChangeDistributorInput = z.object({
  distributor_id: id(),
  name: text(120),
  unit_price: amount(),
});
export type ChangeDistributorInput = z.output<typeof ChangeDistributorInput>;

export const DisableDistributorInput = z.object({
  distributor_id: id(),
  /** Whether the codes that are out there stop working, too. */
  stop_codes: z.boolean(),
});
export type DisableDistributorInput = z.output<typeof DisableDistributorInput>;

export const DistributorInput = z.object({ distributor_id: id() });
export type DistributorInput = z.output<typeof DistributorInput>;

/** One's own, or that of any distributor for an admin. */
const whose = z.literal('me').or(id());
export type Whose = z.output<typeof whose>;

export const WELCOME_LONGEST = 500;

export const SetBrandInput = z.object({
  whose,
  /** Plain text, lines and all; empty: none. */
  welcome_text: z
    .string()
    .transform((value) => value.replace(/\r\n?/g, '\n'))
    .pipe(text(WELCOME_LONGEST, 0)),
  /** Empty: the house's own colour. */
  brand_color: z
    .string()
    .regex(/^(#[0-9a-fA-F]{6})?$/)
    .toLowerCase(),
});
export type SetBrandInput = z.output<typeof SetBrandInput>;

export const LOGO_MOST_BYTES = 262_144;
export const LOGO_SIDES = { least: 32, most: 2_000 };

export const SetLogoInput = z.object({ whose, bytes: z.instanceof(Uint8Array) });
export type SetLogoInput = z.output<typeof SetLogoInput>;

export const RemoveLogoInput = z.object({ whose });

export const LogoParams = z.object({ slug: text(60) });
export const LogoQuery = z.object({ v: z.string().max(20).optional() });

export const DISTRIBUTOR_STATES = ['active', 'disabled'] as const;

export const DistributorsQuery = z.object({
  ...paging,
  /** An email as it is, or how a name or a slug begins. */
  q: filter(text(254).toLowerCase()),
  state: filter(z.enum(DISTRIBUTOR_STATES)),
});

export type DistributorRow = {
  id: number;
  name: string;
  email: string;
  slug: string;
  unit_price: string;
  currency: string;
  is_active: boolean;
  /** Since when none of the codes can be redeemed; null while they can. */
  codes_stopped_at: string | null;
  active_codes: number;
  accepted: number;
};
