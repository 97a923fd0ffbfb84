import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as money from './money';

const { divideAmount, fitsCurrency, formatMoney, multiplyAmount, sameAmount } = money;
const cents = fc.integer({ min: 0, max: 99_999_999_99 });
const written = (value: number) => `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`;

test('a price times a count is exact, where floats are not', () => {
  expect(multiplyAmount('0.10', 3)).toBe('0.30');
  expect(multiplyAmount('1.15', 100)).toBe('115.00');
  expect(multiplyAmount('289000', 1000)).toBe('289000000.00');
  expect(multiplyAmount('9.9', 1)).toBe('9.90');
  expect(multiplyAmount('-0.01', 5)).toBe('-0.05');
});

test('it is the sum of that many prices, for every price', () => {
  fc.assert(
    fc.property(cents, fc.integer({ min: 0, max: 1000 }), (price, count) => {
      expect(multiplyAmount(written(price), count)).toBe(
        `${(BigInt(price) * BigInt(count)) / 100n}.${String((BigInt(price) * BigInt(count)) % 100n).padStart(2, '0')}`,
      );
    }),
  );
});

test('a share is rounded to the nearest hundredth, half a hundredth up', () => {
  expect(divideAmount('399.00', 10)).toBe('39.90');
  expect(divideAmount('100.00', 3)).toBe('33.33');
  expect(divideAmount('0.05', 2)).toBe('0.03');
  expect(divideAmount('0.01', 3)).toBe('0.00');
  expect(divideAmount('-0.05', 2)).toBe('-0.03');
  for (const count of [0, -1, 1.5]) expect(() => divideAmount('1.00', count)).toThrow(RangeError);
});

test('that many shares miss the whole by at most half a hundredth each', () => {
  fc.assert(
    fc.property(cents, fc.integer({ min: 1, max: 1_000_000 }), (amount, count) => {
      const share = BigInt(divideAmount(written(amount), count).replace('.', ''));
      const missing = 2n * (share * BigInt(count) - BigInt(amount));
      expect(missing <= BigInt(count) && missing > -BigInt(count)).toBe(true);
    }),
  );
});

test('amounts are the same however they are written', () => {
  expect(sameAmount('10', '10.00')).toBe(true);
  expect(sameAmount('10.1', '10.10')).toBe(true);
  expect(sameAmount('10.10', '10.11')).toBe(false);
  fc.assert(fc.property(cents, cents, (a, b) => sameAmount(written(a), written(b)) === (a === b)));
});

test.each(['', '1.234', '1,00', '1e3', ' 1', 'NaN', '1234567890123', '.5', '+1', '١'])(
  '"%s" is no amount of money',
  (text) => {
    expect(() => multiplyAmount(text, 1)).toThrow(RangeError);
    expect(() => sameAmount(text, '1.00')).toThrow(RangeError);
  },
);

test('half a thing has no price', () => {
  expect(() => multiplyAmount('1.00', 0.5)).toThrow(RangeError);
});

test('there are no parts of a currency that has none', () => {
  for (const currency of ['JPY', 'KRW', 'ISK', 'UGX'])
    expect(['1000', '1000.00', '10.50', '0.01'].map((amount) => fitsCurrency(amount, currency))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  for (const currency of ['CNY', 'USD', 'HUF', 'KWD']) expect(fitsCurrency('10.50', currency)).toBe(true);
});

test('people read it with its currency, every digit as it is', () => {
  expect(formatMoney('289000.00', 'CNY', 'en')).toBe('CN¥289,000.00');
  expect(formatMoney('289000.00', 'CNY', 'zh-CN')).toBe('¥289,000.00');
  // More digits than a float has.
  expect(formatMoney('999999999999.99', 'USD', 'en')).toBe('$999,999,999,999.99');
});
