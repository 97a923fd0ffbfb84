export type Draft = { name: string; account_id: string; capacity: string };

export const MOST_SEATS = 100_000;

/** The first field that cannot be sent. */
export function wrongField({ name, account_id, capacity }: Draft, least: number): keyof Draft | undefined {
  if (name.trim() === '') return 'name';
  if (account_id.trim() === '') return 'account_id';
  const seats = Number(capacity);
  const fits = /^\d+$/.test(capacity.trim()) && seats >= least && seats <= MOST_SEATS;
  return fits ? undefined : 'capacity';
}
