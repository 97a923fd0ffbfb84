import { randomBytes } from 'node:crypto';
import { seal, unseal } from '../seal';

const URL_PURPOSE = 'alerts.url';
const SECRET_PURPOSE = 'alerts.secret';
const SHOWN = 4;

/** The address and the secret of a channel, as they are kept. Whoever reads the table cannot write to the channel. */
export function sealChannel(url: string, secret: string | null) {
  return {
    urlSealed: seal(URL_PURPOSE, url),
    secretSealed: secret === null ? null : seal(SECRET_PURPOSE, secret),
    urlHint: hintOf(url),
  };
}

export function openChannel({ urlSealed, secretSealed }: { urlSealed: string; secretSealed: string | null }) {
  return {
    url: unseal(URL_PURPOSE, urlSealed),
    secret: secretSealed === null ? null : unseal(SECRET_PURPOSE, secretSealed),
  };
}

/** Host and last characters: enough to know it again, not to use it. Of a short address no character is shown. */
function hintOf(url: string) {
  const { host, href } = new URL(url);
  const rest = href.length - host.length - 'https://'.length;
  return rest > 4 * SHOWN ? `${host}/…${href.slice(-SHOWN)}` : `${host}/…`;
}

/** A secret in the writing of Standard Webhooks. */
export const newWebhookSecret = () => `whsec_${randomBytes(32).toString('base64')}`;
