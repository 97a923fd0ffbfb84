import { env } from '../env';

/** Where customers reach the product, whatever address a page was opened at: what links to it begin with. */
export function publicAddress() {
  return new URL(env().NEXTAUTH_URL).origin;
}
