import { findLogo } from '@/lib/distributors/find-logo';
import { LogoParams, LogoQuery } from '@/lib/distributors/schema';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

const YEAR_SECONDS = 31_536_000;

/** What somebody uploaded: drawn as the picture it was found to be, and never anything else. */
export const GET = defineRoute({
  who: 'public',
  params: LogoParams,
  query: LogoQuery,
  run: async (ctx, { params, query }) => {
    const { bytes, type, version } = await findLogo(ctx, params);
    return new Response(bytes, {
      headers: {
        'Content-Type': type,
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "sandbox; default-src 'none'",
        // Another picture has another address; without its version it may be another one at any time.
        'Cache-Control':
          query.v === version ? `public, max-age=${YEAR_SECONDS}, immutable` : 'public, no-cache',
      },
    });
  },
});

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET');
