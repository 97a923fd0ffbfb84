import { database } from '../db';

/** The user of a session, unless it was ended by disabling the user or by a newer session version. */
export async function findSessionOwner(userId: number, sessionVersion: number) {
  return database().user.findFirst({
    where: { id: userId, sessionVersion, isActive: true },
    select: { id: true, role: true },
  });
}
