import { randomBytes } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const LENGTH = 8;
/** The largest multiple of the alphabet's size that a byte holds: bytes above it would favour the first letters. */
const FAIR = 256 - (256 % ALPHABET.length);

/** What the text of every code of an order begins with. */
function codePrefix(orderId: number) {
  return `ORD${orderId}_`;
}

/** New codes of an order, nobody can guess one. They are not known to be free: the database says. */
export function drawCodes(orderId: number, count: number): string[] {
  const letters = fairLetters(count * LENGTH);
  const prefix = codePrefix(orderId);
  return Array.from({ length: count }, (_, at) => prefix + letters.slice(at * LENGTH, (at + 1) * LENGTH));
}

function fairLetters(count: number) {
  let letters = '';
  while (letters.length < count) {
    for (const byte of randomBytes(count - letters.length + 32)) {
      if (byte < FAIR && letters.length < count) letters += ALPHABET[byte % ALPHABET.length];
    }
  }
  return letters;
}
