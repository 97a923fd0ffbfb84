export type TeamDraft = { name: string; account_id: string; capacity: string };

export const MOST_SEATS = 100_000;
const LONGEST = 120;

/** @param least the fewest seats that the team may have: those that are taken stay */
export function isTeamFieldRight(field: keyof TeamDraft, value: string, least: number) {
  if (field !== 'capacity') return value !== '' && value.length <= LONGEST;
  return /^\d{1,6}$/.test(value) && Number(value) >= least && Number(value) <= MOST_SEATS;
}
