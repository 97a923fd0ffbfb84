import { env } from '../env';
import { ResourceNotFoundError, ServiceUnavailableError } from '../errors';
import type { PaymentProvider } from './providers/provider';
import { sandbox } from './providers/sandbox';

function enabledProviders(): PaymentProvider[] {
  return env().SANDBOX_PAYMENTS === '1' ? [sandbox] : [];
}

/** @throws ResourceNotFoundError when there is no such provider, or it is switched off */
export function paymentProvider(name: string) {
  const provider = enabledProviders().find((one) => one.name === name);
  if (!provider) throw new ResourceNotFoundError('payment_provider', name);
  return provider;
}

/** The provider of new attempts. @throws ServiceUnavailableError when none is switched on */
export function defaultProvider() {
  const [provider] = enabledProviders();
  if (!provider) throw new ServiceUnavailableError('no payment provider is switched on');
  return provider;
}
