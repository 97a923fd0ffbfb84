const SHORT = 200;
const WHOLE = 8_000;

/** What nobody should read in a list: passwords of addresses, keys, tokens, and what stands behind such words. */
const SECRETS: [RegExp, string][] = [
  [/\b(\w{1,20}:\/\/[^\s:/@]{1,200}):[^\s@]{1,200}@/g, '$1:[masked]@'],
  [/\bBearer\s+[\w.~+/=-]+/gi, 'Bearer [masked]'],
  [/\bwhsec_[\w+/=-]+/g, 'whsec_[masked]'],
  [
    /\b((?:pass(?:word|wd)?|secret|token|api_?key|signature|nonce)["']?\s*[:=]\s*)("[^"]*"|'[^']*'|[^\s,;)}\]]+)/gi,
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
    noted.trim().slice(0, WHOLE),
  );
  // The database client says where before it says what: the last paragraph is the cause.
  const cause = text.split(/\n\s*\n/).at(-1) ?? text;
  const line = cause.replace(/\s+/g, ' ').trim();
  const short = line.length > SHORT ? `${line.slice(0, SHORT).toWellFormed()}…` : line;
  return { short, whole: text === short ? null : text.toWellFormed() };
}
