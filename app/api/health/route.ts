import { NextResponse } from 'next/server';
import { getHealth } from '@/lib/monitoring/get-health';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

export const GET = defineRoute({
  who: 'public',
  run: async (ctx) => {
    const health = await getHealth(ctx);
    return NextResponse.json(health, { status: health.database ? 200 : 503 });
  },
});

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET');
