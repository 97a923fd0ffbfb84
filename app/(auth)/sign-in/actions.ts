'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { formText } from '@/components/ui/form-text';
import { SignInInput } from '@/lib/accounts/schema';
import { signIn } from '@/lib/accounts/sign-in';
import { defineAction, type ActionResult } from '@/lib/web/define-action';
import { returnPath } from '@/lib/web/return-path';
import { deviceOf } from '@/lib/web/session';
import { openSession } from '@/lib/web/session-cookie';

const enter = defineAction(SignInInput, async (ctx, input) => openSession(await signIn(ctx, input)));

export type Refused = { email: string; error: Extract<ActionResult<void>, { ok: false }>['error'] };

/** Takes the form itself, so that people can sign in before scripts have loaded. */
export async function signInAction(_previous: Refused | null, form: FormData): Promise<Refused> {
  const [email, password] = [formText(form, 'email'), formText(form, 'password')];
  const result = await enter({ email, password, ...deviceOf(await headers()) });
  if (!result.ok) return { email, error: result.error };
  redirect(returnPath(formText(form, 'next')));
}
