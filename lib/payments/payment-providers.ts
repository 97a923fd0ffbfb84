import { ResourceNotFoundError, ServiceUnavailableError } from '../errors';
import { alipay } from './providers/alipay';
import type { PaymentProvider } from './providers/provider';
import { sandbox } from './providers/sandbox';
import { stripe } from './providers/stripe';

/** All there are. The first one that is switched on is asked where nobody chooses. */
const PROVIDERS: PaymentProvider[] = [stripe, alipay, sandbox];

/** By whom an attempt is paid, and how. */
export type Way = { provider: string; method: string };

/** The provider of that name, also one that was switched off: what it told us before still counts. */
export function knownProvider(name: string) {
  const provider = PROVIDERS.find((one) => one.name === name);
  if (!provider) throw new ResourceNotFoundError('payment_provider', name);
  return provider;
}

/** @throws ResourceNotFoundError when there is no such provider, or it is switched off */
export function enabledProvider(name: string) {
  const provider = knownProvider(name);
  if (!provider.isEnabled()) throw new ResourceNotFoundError('payment_provider', name);
  return provider;
}

/** Every provider there is, also those that are switched off. */
export function allProviders(): readonly PaymentProvider[] {
  return PROVIDERS;
}

/** What is switched on, in the order in which it is offered; with a currency, only those that take it. */
export function enabledProviders(currency?: string) {
  const takes = ({ currencies }: PaymentProvider) =>
    currency === undefined || !currencies || currencies.includes(currency);
  return PROVIDERS.filter((one) => one.isEnabled() && takes(one));
}

/** Whether an attempt of this method is charged at once, instead of on a page. */
export function isCharged(provider: string, method: string) {
  return knownProvider(provider).charged?.includes(method) ?? false;
}

/** Whether an attempt can be gone on with on the page of its provider. */
export function isPaidOnPage({ provider, method }: Way) {
  return knownProvider(provider).isEnabled() && !isCharged(provider, method);
}

/**
 * How an attempt is paid: as was asked for, and as we see fit where nothing was.
 * @throws ResourceNotFoundError when what was asked for is not there, switched off, or does not take this currency
 * @throws ServiceUnavailableError when nothing is switched on that takes it
 */
export function wayToPay(asked: Partial<Way>, currency: string): Way {
  const enabled = enabledProviders(currency);
  if (enabled.length === 0)
    throw new ServiceUnavailableError(`no payment provider that takes ${currency} is switched on`);
  for (const { name, methods } of enabled) {
    const method = asked.method ?? methods[0];
    if (method === undefined || !methods.includes(method)) continue;
    if (asked.provider === undefined || asked.provider === name) return { provider: name, method };
  }
  throw new ResourceNotFoundError('payment_method', asked.method ?? asked.provider ?? '');
}

/** How a card is charged at once. @throws ServiceUnavailableError when nothing that is switched on does that */
export function wayToCharge(): Way {
  for (const { name, charged } of enabledProviders()) {
    const [method] = charged ?? [];
    if (method !== undefined) return { provider: name, method };
  }
  throw new ServiceUnavailableError('no payment provider that is switched on charges cards');
}
