/** How one run of issuing ended. `reason` says why nothing was done. */
export type IssueOutcome =
  { outcome: 'issued' | 'retrying' | 'failed' | 'interrupted' } | { outcome: 'refused'; reason: string };
