import type { ReactNode } from 'react';

export type NavigationItem = { href: string; label: string; icon: ReactNode };
export type NavigationSection = { label: string; items: NavigationItem[] };

/** Whether `href` leads to the page at `path` or to what that page belongs to. */
export function leadsTo(href: string, path: string) {
  return path === href || path.startsWith(`${href}/`);
}

/** The one item that the page at `path` belongs to: where one lies below another, the one that says more. */
export function currentOf(path: string, sections: NavigationSection[]) {
  return sections
    .flatMap(({ items }) => items)
    .filter(({ href }) => leadsTo(href, path))
    .toSorted((a, b) => b.href.length - a.href.length)[0];
}

export type Crumb = { label: string; href?: string };

/** The way to the page at `path`: its navigation item, then the parts of the path below it. */
export function crumbsOf(
  path: string,
  sections: NavigationSection[],
  titles: Record<string, string> = {},
): Crumb[] {
  // A part of the path is anybody's word, and objects know some that nobody has put there.
  const titled = new Map(Object.entries(titles));
  const first = path.split('/')[1] ?? '';
  const title = titled.get(first);
  const item = currentOf(path, sections) ?? (title && { label: title, href: `/${first}` });
  if (!item) return [];
  const below = path.slice(item.href.length).split('/').filter(Boolean);
  const root = below.length > 0 ? { label: item.label, href: item.href } : { label: item.label };
  // Numbers that only addresses know say nothing; the page's own title does.
  return [
    root,
    ...below
      .filter((part) => !/^\d+$/.test(part))
      .map((part) => ({ label: titled.get(part) ?? decodeURIComponent(part) })),
  ];
}
