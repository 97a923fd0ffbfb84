import { createHash } from 'node:crypto';
import type { WorkspaceProvider } from './workspace';

/** Without another system our own tables are the workspace: who is a member there is in. */
export const localWorkspace: WorkspaceProvider = {
  addMember: ({ account_id, email }) => {
    // The same person in the same account is the same id, as it would be elsewhere.
    const hash = createHash('sha256').update(JSON.stringify([account_id, email]));
    return Promise.resolve({ user_id: `local-${hash.digest('hex').slice(0, 24)}` });
  },
  removeMember: () => Promise.resolve(),
};
