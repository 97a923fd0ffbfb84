import { resolveTarget, TargetFailedError } from '../safe-target';

/**
 * Whether an address may be called, as its name stands now; it is looked at again before each call.
 * @throws UnsafeTargetError
 */
export async function assertTarget(url: string) {
  try {
    await resolveTarget(url);
  } catch (error) {
    // The look-up failed for the moment, which says nothing about the address.
    if (!(error instanceof TargetFailedError)) throw error;
  }
}
