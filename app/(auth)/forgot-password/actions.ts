'use server';

import { formText } from '@/components/ui/form-text';
import { requestPasswordLink } from '@/lib/accounts/request-password-link';
import { RequestPasswordLinkInput } from '@/lib/accounts/schema';
import { defineAction, type ActionResult } from '@/lib/web/define-action';

const request = defineAction(RequestPasswordLinkInput, requestPasswordLink, 'public');

export type Asked = { email: string; result: ActionResult<{ email: string }> };

/** Takes the form itself, so that people can ask before scripts have loaded. */
export async function requestLinkAction(_previous: Asked | null, form: FormData): Promise<Asked> {
  const email = formText(form, 'email');
  return { email, result: await request({ email }) };
}
