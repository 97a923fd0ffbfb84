/** A key for one form: sent with it, so that the form acts once however often it is sent. */
export function newFormKey() {
  // randomUUID is missing where the page did not come over TLS.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
