const SECRET =
  /pass(word|wd|phrase)?|secret|token|cookie|authorization|signature|^sign$|sealed|credential|private_?key|api_?key|^dsn$|^hash$|nonce/i;
const MASKS: Record<string, string> = {
  cardnumber: '****',
  cardno: '****',
  pan: '****',
  cvv: '***',
  cvc: '***',
  csc: '***',
  securitycode: '***',
};
const DEEPEST = 8;
const MASK = '[masked]';

/** Digits of a card's length that begin as cards do, spaced as people write them, and in no word. */
const CARD = /(?<![\w.-])[2-6]\d(?:[ -]?\d){11,17}(?![\w-])/g;
/** What is a secret wherever it stands, and what of it may be seen. */
const IN_TEXTS: [RegExp, string][] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, MASK],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${MASK}`],
  [/\b(?:whsec_|trib_|(?:sk|rk|pk)_(?:live|test)_)[\w+/=-]{8,}/g, MASK],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}[\w.-]*/g, MASK],
  [/(:\/\/)[^\s/@:]*:[^\s/@]+@/g, `$1${MASK}@`],
  [/((?:session-token|csrf-token)(?:\.\d)?=)[^;\s"']+/gi, `$1${MASK}`],
  [/([?&](?:[\w-]*(?:token|secret|password|signature|key)|sign)=)[^&#\s"']+/gi, `$1${MASK}`],
  [/(hooks\.slack\.com\/)[^\s"']+/gi, `$1${MASK}`],
  // Addresses that let in whoever has them: links of invitations, of passwords and of payments.
  [/(\/(?:i|p|t|invitations|sandbox\/pay)\/)[\w.~-]{16,}/g, `$1${MASK}`],
];

/** A text without what is a secret by its looks: cards, keys, tokens, addresses with a password in them. */
export function maskedText(text: string) {
  const plain = IN_TEXTS.reduce((said, [secret, mask]) => said.replace(secret, mask), text);
  return plain.replace(CARD, (digits) => (isCard(digits) ? '****' : digits));
}

/** The check digit that every card carries (Luhn). */
function isCard(text: string) {
  const digits = text.replace(/\D/g, '');
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, at) => {
      const value = Number(digit) * (at % 2 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return digits.length >= 13 && sum % 10 === 0;
}

/** At most so many characters. */
export function cut(text: string, longest: number) {
  return text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text;
}

/** A copy without secrets, at any depth, safe to leave the process; texts longer than `longest` are cut. */
export function masked(value: unknown, longest = Infinity, depth = 0): unknown {
  // Cut first: a secret beyond the cut needs no mask, and half of one at the cut is masked like a whole one.
  if (typeof value === 'string') return maskedText(cut(value, longest));
  if (typeof value === 'number') return value > 1e12 && isCard(String(value)) ? '****' : value;
  if (value === null || typeof value !== 'object')
    return typeof value === 'bigint' ? value.toString() : value;
  if (depth >= DEEPEST) return '[deep]';
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `[${value.byteLength} bytes]`;
  if (value instanceof Error) return maskedText(cut(value.message, longest));
  if (Array.isArray(value)) return value.map((item) => masked(item, longest, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const mask = MASKS[key.toLowerCase().replace(/[^a-z]/g, '')] ?? (SECRET.test(key) ? MASK : undefined);
      return [maskedText(key), mask ?? masked(item, longest, depth + 1)];
    }),
  );
}
