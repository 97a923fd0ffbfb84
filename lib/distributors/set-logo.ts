import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { BusinessError, ResourceNotFoundError } from '../errors';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { distributorIdOf } from './internal';
import { readImage } from './read-image';
import { LOGO_MOST_BYTES, LOGO_SIDES, type SetLogoInput } from './schema';
import { isWholeImage } from './whole-image';

/**
 * The picture customers see above the form. SVG is no picture here: it can carry scripts.
 * @throws BusinessError LOGO_TOO_LARGE, LOGO_UNREADABLE (no PNG, JPEG or WebP, or half of one), LOGO_DIMENSIONS
 * @throws ResourceNotFoundError
 */
export async function setLogo(ctx: Ctx, { whose, bytes }: SetLogoInput) {
  authorize(ctx, 'distributors.set-logo');
  const userId = distributorIdOf(ctx, whose);
  const { type, width, height } = await acceptedImage(bytes);
  return inTransaction(ctx, async (tx) => {
    const { count } = await tx.db.distributor.updateMany({
      where: { userId },
      data: { logo: Uint8Array.from(bytes), logoType: type },
    });
    if (count === 0) throw new ResourceNotFoundError('distributor', userId);
    const after = { type, width, height };
    await recordAudit(tx, {
      action: 'distributors.set-logo',
      entity: 'distributor',
      entityId: userId,
      after: { ...after, bytes: bytes.byteLength },
    });
    return after;
  });
}

async function acceptedImage(bytes: Uint8Array) {
  if (bytes.byteLength > LOGO_MOST_BYTES) {
    throw new BusinessError('logo too large', {
      errorCode: 'LOGO_TOO_LARGE',
      details: { field: 'logo', most: LOGO_MOST_BYTES / 1024 },
    });
  }
  const image = readImage(bytes);
  if (!image) throw unreadable();
  const { least, most } = LOGO_SIDES;
  if (Math.min(image.width, image.height) < least || Math.max(image.width, image.height) > most) {
    throw new BusinessError('logo too small or too big', {
      errorCode: 'LOGO_DIMENSIONS',
      details: { field: 'logo', least, most, width: image.width, height: image.height },
    });
  }
  if (!(await isWholeImage(bytes, image))) throw unreadable();
  return image;
}

function unreadable() {
  return new BusinessError('no picture that is taken', {
    errorCode: 'LOGO_UNREADABLE',
    details: { field: 'logo' },
  });
}
