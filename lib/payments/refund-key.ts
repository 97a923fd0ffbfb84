/** The key under which a refund was asked for first. Tried again after a refusal it has a number behind it. */
export function firstKey(key: string) {
  return key.replace(/\.\d+$/, '');
}

/** The key under which it is tried again after so many attempts. */
export function againKey(key: string, attempts: number) {
  return `${firstKey(key)}.${attempts}`;
}
