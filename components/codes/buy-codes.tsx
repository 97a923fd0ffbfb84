'use client';

import { Button } from 'antd';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { createContext, use, useMemo, type ReactNode } from 'react';
import { useDrawer } from '@/components/ui/use-drawer';
import type { BuyCodesActions } from './purchase-steps';

// Most visits to a page buy nothing, so the drawer comes with the first click.
const BuyCodesDrawer = dynamic(() => import('./buy-codes-drawer').then((file) => file.BuyCodesDrawer), {
  ssr: false,
});

type Opener = { label: string; open: () => void };

const BuyCodes = createContext<Opener | null>(null);

type BuyCodesProviderProps = { actions: BuyCodesActions; children: ReactNode };

/** Holds the one drawer in which codes are bought, for every {@link BuyCodesButton} on the page. */
export function BuyCodesProvider({ actions, children }: BuyCodesProviderProps) {
  const t = useTranslations('buy_codes');
  const { show, drawer } = useDrawer('buy');
  const label = t('button');
  const opener = useMemo(() => ({ label, open: show }), [label, show]);
  return (
    <BuyCodes value={opener}>
      {children}
      {drawer && <BuyCodesDrawer {...drawer} key={drawer.key} actions={actions} />}
    </BuyCodes>
  );
}

/** Opens the drawer. Shown where {@link BuyCodesProvider} is above it, so to distributors only. */
export function BuyCodesButton() {
  const opener = use(BuyCodes);
  if (!opener) return null;
  return (
    <Button type="primary" aria-haspopup="dialog" onClick={opener.open}>
      {opener.label}
    </Button>
  );
}
