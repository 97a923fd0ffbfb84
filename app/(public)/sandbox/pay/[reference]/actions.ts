'use server';

import { redirect } from 'next/navigation';
import { playSandbox } from '@/lib/payments/play-sandbox';
import { PlaySandboxInput, TELLING_FAULTS } from '@/lib/payments/schema';
import { defineAction, type ActionResult } from '@/lib/web/define-action';
import { orderPath } from './order-path';

const play = defineAction(PlaySandboxInput, async (ctx, input) => {
  const { order_no } = await playSandbox(ctx, input);
  const page = `/sandbox/pay/${input.reference}`;
  if (input.play === 'pay_late') return `${page}?late=${input.delay_seconds}`;
  if (TELLING_FAULTS.some((fault) => fault === input.play)) return `${page}?told=${input.play}`;
  return ctx.actor.kind === 'user' ? orderPath(ctx.actor, order_no) : page;
});

export type Refused = Extract<ActionResult<string>, { ok: false }>['error'];

/** Takes the form itself, so that people can pay before scripts have loaded. Goes back to the order, or shows the result. */
export async function playAction(_previous: Refused | null, form: FormData): Promise<Refused> {
  const fields = form instanceof FormData ? Object.fromEntries(form) : {};
  const result = await play(fields as Parameters<typeof play>[0]);
  if (!result.ok) return result.error;
  redirect(result.data);
}
