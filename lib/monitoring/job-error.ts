const SHORT = 200;
const WHOLE = 8_000;
/** How much of an error is read. It is masked before it is cut: half an address would not be known for one. */
export const ERROR_READ = 2 * WHOLE;

/** What nobody should read in a list: passwords of addresses, keys, tokens, and what stands behind such words. */
const SECRETS: [RegExp, string][] = [
  [/\b(\w{1,20}:\/\/[^\s:/@]{0,200}):[^\s@]{1,1000}@/g, '$1:[masked]@'],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 [masked]'],
  [/\bwhsec_[\w+/=-]+/g, 'whsec_[masked]'],
  // What a customer or a user is sent to prove who they are.
  [/(\/[ip]\/)[\w.~%=-]{16,}/g, '$1[masked]'],
  // Also as the end of a longer name, as in access_token, APP_SECRET or x-api-key.
  [
    /((?:pass(?:word|wd)?|secret|token|api[_-]?key|signature|nonce)\\?["']?\s*[:=]\s*)(?!(?:Bearer|Basic) )(\\?"[^"]*"|'[^']*'|[^\s,;)}\]&]+)/gi,
    '$1[masked]',
  ],
];

export type JobError = {
  /** One line. */
  short: string;
  /** As it was noted, where that is more than one line. */
  whole: string | null;
};

/** What a job died of, as people can read it. */
export function jobError(noted: string | null): JobError | null {
  if (!noted?.trim()) return null;
  const text = SECRETS.reduce(
    (read, [secret, mask]) => read.replace(secret, mask),
    noted.trim().slice(0, ERROR_READ),
  ).slice(0, WHOLE);
  // The database client says where before it says what: the last paragraph is the cause.
  const cause = text.split(/\n\s*\n/).at(-1) ?? text;
  const line = cause.replace(/\s+/g, ' ').trim();
  const short = line.length > SHORT ? `${line.slice(0, SHORT).toWellFormed()}…` : line;
  return { short, whole: text === short ? null : text.toWellFormed() };
}
