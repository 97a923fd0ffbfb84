import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ValidationError } from '../../errors';
import { amountOfMinor, minorOf } from './stripe-amounts';

test.each([
  ['0.29', 'USD', 29],
  ['1.10', 'EUR', 110],
  ['1.1', 'EUR', 110],
  ['7', 'CNY', 700],
  ['0.01', 'USD', 1],
  ['99999999.99', 'CNY', 9_999_999_999],
  ['999999999999.99', 'CNY', 99_999_999_999_999],
  ['500.00', 'JPY', 500],
  ['5.00', 'UGX', 500],
  ['5.00', 'ISK', 500],
  ['1.23', 'KWD', 1_230],
  ['999999999999.99', 'KWD', 999_999_999_999_990],
])('%s %s is %s of its smallest parts, and back', (amount, currency, minor) => {
  expect(minorOf(amount, currency)).toBe(minor);
  expect(minorOf(amountOfMinor(minor, currency), currency)).toBe(minor);
});

test('an amount that the currency does not have is refused, never rounded', () => {
  for (const currency of ['JPY', 'KRW', 'UGX', 'ISK'])
    expect(() => minorOf('0.29', currency)).toThrow(ValidationError);
  for (const amount of ['', '-1.00', '1.234', '1e3', 'NaN', ' 1']) {
    expect(() => minorOf(amount, 'USD')).toThrow(ValidationError);
  }
});

test('no amount is changed on its way there and back', () => {
  fc.assert(
    fc.property(
      fc.bigInt(0n, 99_999_999_999_999n),
      fc.constantFrom('CNY', 'USD', 'KWD'),
      (cents, currency) => {
        const digits = cents.toString().padStart(3, '0');
        const amount = `${digits.slice(0, -2)}.${digits.slice(-2)}`;
        expect(amountOfMinor(minorOf(amount, currency), currency)).toBe(amount);
      },
    ),
  );
});
