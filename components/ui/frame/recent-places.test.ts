import { beforeEach, expect, test, vi } from 'vitest';
import { forgetPlaces, keepPlace, recentPlaces } from './recent-places';

let kept: Map<string, string>;

beforeEach(() => {
  kept = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
});

const place = (href: string) => ({ href, label: `Page ${href}`, icon: 'codes' });
const hrefs = (person: number) => recentPlaces(person).map(({ href }) => href);

test('the last five places, the newest first, each once', () => {
  for (const href of ['/1', '/2', '/3', '/4', '/5', '/6', '/3']) keepPlace(7, place(href));
  expect(hrefs(7)).toEqual(['/3', '/6', '/5', '/4', '/2']);
});

test('nobody reads what another person has kept, and after signing out nobody does', () => {
  keepPlace(7, place('/orders/ORD1'));
  expect(hrefs(8)).toEqual([]);
  expect(hrefs(7)).toEqual(['/orders/ORD1']);
  forgetPlaces();
  expect(kept.size).toBe(0);
});

test.each(['no json', 'null', '[]', '{"person":7}', '{"person":7,"places":[null,{"href":1}]}'])(
  'what stands there and is no list of places is none: %s',
  (text) => {
    kept.set('recent-places', text);
    expect(recentPlaces(7)).toEqual([]);
  },
);

test.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/.//evil.example',
  'javascript:alert(1)',
  '',
])('a link to elsewhere is no place: %s', (href) => {
  kept.set('recent-places', JSON.stringify({ person: 7, places: [place(href), place('/codes')] }));
  expect(hrefs(7)).toEqual(['/codes']);
});

test('without storage nothing is kept and nothing breaks', () => {
  const closed = () => {
    throw new Error('closed');
  };
  vi.stubGlobal('localStorage', { getItem: closed, setItem: closed, removeItem: closed });
  keepPlace(7, place('/codes'));
  forgetPlaces();
  expect(recentPlaces(7)).toEqual([]);
});
