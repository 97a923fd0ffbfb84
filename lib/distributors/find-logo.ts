import type { Ctx } from '../context';
import { ResourceNotFoundError } from '../errors';
import { authorize } from '../permissions';
import { logoVersion } from './brand-of';

export type Logo = { bytes: Uint8Array<ArrayBuffer>; type: string; version: string };

/** A distributor's logo, for whoever looks at its pages. @throws ResourceNotFoundError also when it has none */
export async function findLogo(ctx: Ctx, { slug }: { slug: string }): Promise<Logo> {
  authorize(ctx, 'distributors.view-logo');
  const row = await ctx.db.distributor.findUnique({
    where: { slug },
    select: { logo: true, logoType: true, updatedAt: true },
  });
  if (!row?.logo || !row.logoType) throw new ResourceNotFoundError('logo', slug);
  return { bytes: row.logo, type: row.logoType, version: logoVersion(row) };
}
