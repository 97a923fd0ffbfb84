import { NextIntlClientProvider, type Messages } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';

/** What every page's client components may say. */
const EVERYWHERE = ['status', 'ui'] as const satisfies (keyof Messages)[];

type ClientMessagesProps = {
  /** The parts of the catalogue that client components on this page speak from; the rest stays on the server. */
  of?: (keyof Messages)[];
  children: ReactNode;
};

export async function ClientMessages({ of = [], children }: ClientMessagesProps) {
  const all = await getMessages();
  const messages = Object.fromEntries([...EVERYWHERE, ...of].map((name) => [name, all[name]]));
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>;
}
