/** Amounts travel as strings with two decimals; arithmetic is done in whole hundredths, never in floats. */
export type Amount = string;

/** Without minor units by ISO 4217, and MGA, whose fifths nobody takes. Intl calls more of them so: those that hardly use theirs. */
const WHOLE_ONLY = new Set('BIF CLP DJF GNF ISK JPY KMF KRW MGA PYG RWF UGX VND VUV XAF XOF XPF'.split(' '));

const AMOUNT = /^(-?)(\d{1,12})(?:\.(\d{1,2}))?$/;

function hundredths(amount: Amount): bigint {
  const match = AMOUNT.exec(amount);
  if (!match) throw new RangeError('not an amount of money');
  const [, sign, whole = '0', cents = ''] = match;
  const value = BigInt(whole) * 100n + BigInt(cents.padEnd(2, '0'));
  return sign ? -value : value;
}

function amountOf(value: bigint): Amount {
  const digits = (value < 0n ? -value : value).toString().padStart(3, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The amount in a decimal column, with its two decimals. */
export function amountFrom(decimal: { toString(): string }): Amount {
  return amountOf(hundredths(decimal.toString()));
}

/** The sum of amounts of one currency, exact. */
export function addAmounts(amounts: Amount[]): Amount {
  return amountOf(amounts.reduce((total, amount) => total + hundredths(amount), 0n));
}

/** `price` × `count`, exact. @throws RangeError when `price` is no amount or `count` no whole number. */
export function multiplyAmount(price: Amount, count: number): Amount {
  return amountOf(hundredths(price) * BigInt(count));
}

/** `amount` ÷ `count`, half a hundredth rounded up. @throws RangeError when `count` is no whole number above nothing */
export function divideAmount(amount: Amount, count: number): Amount {
  if (count <= 0) throw new RangeError('not a count of things');
  const [whole, parts] = [hundredths(amount), BigInt(count)];
  // Away from zero, as for amounts above it: a division of BigInts cuts off.
  const half = whole < 0n ? -parts : parts;
  return amountOf((2n * whole + half) / (2n * parts));
}

/** What is left of `amount` without `part`, exact. */
export function subtractAmount(amount: Amount, part: Amount): Amount {
  return amountOf(hundredths(amount) - hundredths(part));
}

/** Whether `a` is more than `b`, exact. */
export function isMore(a: Amount, b: Amount) {
  return hundredths(a) > hundredths(b);
}

export function sameAmount(a: Amount, b: Amount) {
  return hundredths(a) === hundredths(b);
}

/** Whether nothing smaller than one of a currency exists. */
export function isWholeOnly(currency: string) {
  return WHOLE_ONLY.has(currency);
}

/** Whether there is such an amount in a currency. */
export function fitsCurrency(amount: Amount, currency: string) {
  return !isWholeOnly(currency) || hundredths(amount) % 100n === 0n;
}

/** An amount with its currency, thousands separated, as people of `locale` write it. */
export function formatMoney(amount: Amount, currency: string, locale: string) {
  // Intl takes decimal strings as they are, so no float stands between the database and the screen.
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  return format.format(amount as Intl.StringNumericLiteral);
}
