import type { Prisma } from '../db';

/** How a distributor looks to customers: all that a public page may tell of it. */
export type Brand = {
  name: string;
  welcome_text: string | null;
  /** As it was chosen; pages mend it until it can be read. */
  color: string | null;
  /** Where the logo is; another address for every other picture. */
  logo: string | null;
};

export const BRAND_COLUMNS = {
  slug: true,
  welcomeText: true,
  brandColor: true,
  logoType: true,
  updatedAt: true,
  user: { select: { name: true } },
} satisfies Prisma.DistributorSelect;

type BrandRow = Prisma.DistributorGetPayload<{ select: typeof BRAND_COLUMNS }>;

/** Changes whenever the distributor does, so browsers may keep a logo for good. */
export const logoVersion = ({ updatedAt }: { updatedAt: Date }) => updatedAt.getTime().toString(36);

export function brandOf(row: BrandRow): Brand {
  return {
    name: row.user.name,
    welcome_text: row.welcomeText,
    color: row.brandColor,
    logo: row.logoType ? `/brand-logo/${row.slug}?v=${logoVersion(row)}` : null,
  };
}
