import type { z } from 'zod';
import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { logEvent } from '../log';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { assertUnlikeEmail, insertUser } from './internal';
import { hashPassword } from './password-hash';
import type { CreateUserInput } from './schema';

/** Makes a user who can sign in. A distributor needs a profile as well, which is made with it by `create-distributor`. */
export async function createUser(
  ctx: Ctx,
  { email, name, role, password }: z.output<typeof CreateUserInput>,
) {
  authorize(ctx, 'accounts.create-user');
  assertUnlikeEmail(password, email, 'password');
  const passwordHash = await hashPassword(password);
  const user = await inTransaction(
    ctx,
    async (tx) => {
      const made = await insertUser(tx, { email, name, role, passwordHash });
      await recordAudit(tx, {
        action: 'accounts.create-user',
        entity: 'user',
        entityId: made.id,
        after: { email, name, role },
      });
      return made;
    },
    // Without the password: what is kept of an input is a hash that is quick to guess from.
    { verb: 'accounts.create-user', input: { email, name, role } },
  );
  logEvent('user_created', { user_id: user.id, request_id: ctx.requestId });
  return user;
}
