'use server';

import { formText } from '@/components/ui/form-text';
import { acceptInvitation, type Acceptance } from '@/lib/members/accept-invitation';
import { InvitationParams } from '@/lib/members/schema';
import { defineAction, type ActionResult } from '@/lib/web/define-action';

const accept = defineAction(InvitationParams, acceptInvitation, 'public');

/** Takes the form itself, so that people can accept before scripts have loaded. */
export async function acceptAction(
  _previous: ActionResult<Acceptance> | null,
  form: FormData,
): Promise<ActionResult<Acceptance>> {
  return accept({ token: formText(form, 'token') });
}
