/** A page or a thing that somebody went to by searching. */
export type RecentPlace = { href: string; label: string; icon: string };

const KEY = 'recent-places';
const MOST = 5;

/** The last places of one person in this browser, the newest first. What is kept for somebody else is not theirs to see. */
export function recentPlaces(person: number): RecentPlace[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (!isRecord(kept) || kept.person !== person || !Array.isArray(kept.places)) return [];
    return kept.places.filter(isPlace).slice(0, MOST);
    // oxlint-disable-next-line house/catches-tell -- storage that is closed or was written by somebody else remembers nothing
  } catch {
    return [];
  }
}

export function keepPlace(person: number, place: RecentPlace) {
  const places = [place, ...recentPlaces(person).filter(({ href }) => href !== place.href)].slice(0, MOST);
  try {
    localStorage.setItem(KEY, JSON.stringify({ person, places }));
    // oxlint-disable-next-line house/catches-tell -- see below
  } catch {
    // A full or closed storage is no reason not to go there.
  }
}

/** Whoever uses this browser next reads no names of those before. */
export function forgetPlaces() {
  try {
    localStorage.removeItem(KEY);
    // oxlint-disable-next-line house/catches-tell -- see below
  } catch {
    // Nothing can be kept there either.
  }
}

// As the browser reads it: it overlooks tabs and line breaks, and "/\t/elsewhere" is another site.
function isOwnAddress(href: string) {
  const here = 'http://here.invalid';
  if (!href.startsWith('/') || !URL.canParse(href, here)) return false;
  const { origin, pathname } = new URL(href, here);
  return origin === here && !pathname.startsWith('//');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Only the product's own addresses: storage can be written by hand, and a link must not lead elsewhere. */
function isPlace(value: unknown): value is RecentPlace {
  return (
    isRecord(value) &&
    typeof value.href === 'string' &&
    isOwnAddress(value.href) &&
    typeof value.label === 'string' &&
    typeof value.icon === 'string'
  );
}
