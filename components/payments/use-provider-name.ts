import { useTranslations, type Messages } from 'next-intl';

type ProviderWord = keyof Messages['payments']['provider_name'];

const PROVIDER = /^[a-z_]{1,40}$/;

/** What a provider, or a way to pay it, is called. One that another version knows keeps its own name. */
export function useProviderName() {
  const t = useTranslations('payments.provider_name');
  return (name: string) => {
    // The compiler cannot follow a name into the catalogue.
    const key = name as ProviderWord;
    return PROVIDER.test(name) && t.has(key) ? t(key) : name;
  };
}
