/** Ends a call that takes too long. */
type Call = { signal: AbortSignal };

/** An outside system in whose accounts the members of teams work. Only its implementations know addresses and tokens. */
export type WorkspaceProvider = {
  /**
   * Takes somebody in. Whoever is there already keeps their id, and the same key is the same request, however often it is
   * sent: asked again, it answers what the first one did.
   * @throws TechnicalError WORKSPACE_REFUSED when it will not have them, WORKSPACE_UNAVAILABLE when it may have them or not
   */
  addMember(
    who: { account_id: string; email: string },
    call: Call & { key: string },
  ): Promise<{ user_id: string }>;
  /**
   * Puts somebody out. Who is not there is out already.
   * @throws TechnicalError WORKSPACE_REFUSED, WORKSPACE_UNAVAILABLE
   */
  removeMember(who: { account_id: string; user_id: string; email: string }, call: Call): Promise<void>;
};
