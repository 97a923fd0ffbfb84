import { env } from '../env';
import { ResourceNotFoundError, ServiceUnavailableError } from '../errors';
import type { PaymentProvider } from './providers/provider';
import { sandbox } from './providers/sandbox';

const PROVIDERS: PaymentProvider[] = [sandbox];

function isEnabled({ name }: PaymentProvider) {
  return name === 'sandbox' && env().SANDBOX_PAYMENTS === '1';
}

/** The provider of that name, also one that was switched off: what it told us before still counts. */
export function knownProvider(name: string) {
  const provider = PROVIDERS.find((one) => one.name === name);
  if (!provider) throw new ResourceNotFoundError('payment_provider', name);
  return provider;
}

/** @throws ResourceNotFoundError when there is no such provider, or it is switched off */
export function enabledProvider(name: string) {
  const provider = knownProvider(name);
  if (!isEnabled(provider)) throw new ResourceNotFoundError('payment_provider', name);
  return provider;
}

/** The provider of new attempts. @throws ServiceUnavailableError when none is switched on */
export function defaultProvider() {
  const provider = PROVIDERS.find(isEnabled);
  if (!provider) throw new ServiceUnavailableError('no payment provider is switched on');
  return provider;
}
