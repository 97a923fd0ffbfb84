'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { formText } from '@/components/ui/form-text';
import { SetPasswordInput } from '@/lib/accounts/schema';
import { setPassword } from '@/lib/accounts/set-password';
import { defineAction, type ActionResult } from '@/lib/web/define-action';
import { deviceOf } from '@/lib/web/session';
import { openSession } from '@/lib/web/session-cookie';

const set = defineAction(SetPasswordInput, async (ctx, input) => openSession(await setPassword(ctx, input)));

export type Refused = Extract<ActionResult<void>, { ok: false }>['error'];

/** Takes the form itself, so that a password can be set before scripts have loaded. */
export async function setPasswordAction(_previous: Refused | null, form: FormData): Promise<Refused> {
  const [token, new_password] = [formText(form, 'token'), formText(form, 'new_password')];
  const result = await set({ token, new_password, ...deviceOf(await headers()) });
  if (!result.ok) return result.error;
  redirect('/');
}
