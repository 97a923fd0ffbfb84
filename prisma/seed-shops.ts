/** A distributor: how long it has been there, how it looks, and how it sells. */
export type Shop = {
  name: ShopName;
  email: string;
  slug: string;
  unit_price: string;
  /** How many days ago it came. */
  days: number;
  brand?: { brand_color: string; welcome_text: string; mark: (x: number, y: number) => boolean };
  /** Customers a day: at first, and lately. */
  sells?: { from: number; to: number };
  /** The days of the week on which it sells more, Sunday being 0, and how much more. */
  rush?: { days: number[]; times: number };
  /** Disabled so many days ago, its codes stopped. */
  closed?: number;
};

export type ShopName =
  'Morning Star Digital' | 'Harbour Trading' | 'Cloudberry Studio' | 'Old Town Books' | 'Northwind Learning';

const WEEKEND = [0, 6];
const WORKDAYS = [1, 2, 3, 4, 5];

export const SHOPS: Shop[] = [
  {
    name: 'Morning Star Digital',
    email: 'distributor@tributary.example',
    slug: 'morning-star',
    unit_price: '12.00',
    days: 117,
    brand: {
      brand_color: '#f2a900',
      welcome_text: 'Good morning! Your seat is one code away.',
      // A star: near the axes it reaches far, between them it does not.
      mark: (x, y) => Math.sqrt(Math.abs(x)) + Math.sqrt(Math.abs(y)) < 6.6,
    },
    sells: { from: 6, to: 19 },
    rush: { days: WEEKEND, times: 1.7 },
  },
  {
    name: 'Harbour Trading',
    email: 'distributor2@tributary.example',
    slug: 'harbour',
    unit_price: '10.50',
    days: 112,
    brand: {
      brand_color: '#0b5d66',
      welcome_text: 'Welcome aboard.\nYour seat is ready.',
      // Waves.
      mark: (_x, y) => Math.floor((y + 6 * Math.sin(_x / 6) + 96) / 10) % 2 === 0,
    },
    sells: { from: 3, to: 7 },
    rush: { days: WORKDAYS, times: 1.8 },
  },
  {
    name: 'Cloudberry Studio',
    email: 'cloudberry@tributary.example',
    slug: 'cloudberry',
    unit_price: '11.20',
    days: 71,
    brand: {
      brand_color: '#c2410c',
      welcome_text: 'Draw, paint, publish: your seat is waiting.',
      // Three berries.
      mark: (x, y) =>
        [
          [-16, 12],
          [16, 12],
          [0, -16],
        ].some(([cx = 0, cy = 0]) => Math.hypot(x - cx, y - cy) < 18),
    },
    sells: { from: 0.6, to: 5 },
    rush: { days: WEEKEND, times: 1.4 },
  },
  {
    name: 'Old Town Books',
    email: 'oldtown@tributary.example',
    slug: 'old-town-books',
    unit_price: '9.90',
    days: 104,
    sells: { from: 4, to: 1.5 },
    rush: { days: WEEKEND, times: 1.3 },
    closed: 12,
  },
  {
    name: 'Northwind Learning',
    email: 'northwind@tributary.example',
    slug: 'northwind',
    unit_price: '12.00',
    days: 1,
  },
];
