import type { Ctx } from './context';
import { RateLimitedError } from './errors';

/** Exports of one user at once, in all processes together: so many, that pages never wait for them. */
const PLACES = 2;
/** How long one may rest between two pages before another may have its place. */
const REST_MS = 5 * 60_000;
const RETRY_SECONDS = 30;

type Place = { key: string; expire: bigint };

/** A place among the exports of a user. @throws RateLimitedError when all are taken */
export async function takePlace(ctx: Ctx, userId: number): Promise<Place> {
  for (let number = 1; number <= PLACES; number += 1) {
    const now = Date.now();
    const [place] = await ctx.db.$queryRaw<Place[]>`
      INSERT INTO rate_limits AS place (key, points, expire) VALUES (${`export:${userId}:${number}`}, 1, ${now + REST_MS})
      ON CONFLICT (key) DO UPDATE SET expire = EXCLUDED.expire WHERE place.expire <= ${now}
      RETURNING key, expire`;
    if (place) return place;
  }
  throw new RateLimitedError(RETRY_SECONDS);
}

/** Holds the place for another page. @throws RateLimitedError when it rested so long that another one has it */
export async function keepPlace(ctx: Ctx, { key, expire }: Place): Promise<Place> {
  const [place] = await ctx.db.$queryRaw<Place[]>`
    UPDATE rate_limits SET expire = ${Date.now() + REST_MS} WHERE key = ${key} AND expire = ${expire}
    RETURNING key, expire`;
  if (!place) throw new RateLimitedError(RETRY_SECONDS);
  return place;
}

export async function freePlace(ctx: Ctx, { key, expire }: Place) {
  await ctx.db.$executeRaw`DELETE FROM rate_limits WHERE key = ${key} AND expire = ${expire}`;
}
