import type { IconName } from '@/components/accounts/navigation-icon';

/** A page, or something that can be begun on one. */
export type Door = {
  kind: 'page' | 'move';
  href: string;
  icon: IconName;
  label: string;
  /** The same in the other language: people type what they know. */
  other: string;
};

/**
 * The doors that what was typed may mean, those first whose words begin like it. Every word that was typed must be in the
 * label, in whatever order; "cr pl" is enough for "Create plan".
 */
export function matchingDoors(doors: Door[], typed: string) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return doors
    .map((door) => ({ door, rank: Math.max(rankOf(door.label, words), rankOf(door.other, words)) }))
    .filter(({ rank }) => rank > 0)
    .sort((one, two) => two.rank - one.rank)
    .map(({ door }) => door);
}

/** 2: each word begins one of the label's. 1: each is somewhere in it. 0: one is not. */
function rankOf(label: string, words: string[]) {
  const text = label.toLowerCase();
  const parts = text.split(/\s+/);
  const ranks = words.map((word) => {
    if (parts.some((part) => part.startsWith(word))) return 2;
    return text.includes(word) ? 1 : 0;
  });
  return Math.min(2, ...ranks);
}
