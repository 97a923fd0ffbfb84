import { ValidationError } from '../../errors';
import { fitsCurrency, isWholeOnly, type Amount } from '../../money';

/** Whole only, but Stripe still counts them in hundredths, which must be nothing. */
const WHOLE_IN_HUNDREDTHS = new Set(['ISK', 'UGX']);
/** Counted in thousandths, of which Stripe takes only full tens: our hundredths. */
const IN_THOUSANDTHS = new Set(['BHD', 'JOD', 'KWD', 'OMR', 'TND']);

const AMOUNT = /^(\d{1,12})(?:\.(\d{1,2}))?$/;

/** An amount as Stripe counts it, exact. @throws ValidationError when the currency has no such amount */
export function minorOf(amount: Amount, currency: string): number {
  const [, whole = '', cents = ''] = AMOUNT.exec(amount) ?? [];
  if (!whole) throw new ValidationError('not an amount of money', 'amount');
  const hundredths = BigInt(whole + cents.padEnd(2, '0'));
  if (!fitsCurrency(amount, currency)) throw new ValidationError(`${currency} has no parts`, 'amount');
  if (isCountedWhole(currency)) return Number(hundredths / 100n);
  // At most 14 digits and one more: whole numbers of a double are exact up to there.
  return Number(IN_THOUSANDTHS.has(currency) ? hundredths * 10n : hundredths);
}

/** What Stripe counted, with our two decimals. */
export function amountOfMinor(minor: number, currency: string): Amount {
  const counted = BigInt(minor);
  if (isCountedWhole(currency)) return `${counted}.00`;
  const digits = (IN_THOUSANDTHS.has(currency) ? counted / 10n : counted).toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function isCountedWhole(currency: string) {
  return isWholeOnly(currency) && !WHOLE_IN_HUNDREDTHS.has(currency);
}
