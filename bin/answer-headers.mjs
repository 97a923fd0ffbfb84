/** What every answer says to browsers. */
export const everywhere = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

/** Pages get a policy with a nonce from proxy.ts; an answer of the API is never a document. */
export const ofApi = { 'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'" };
