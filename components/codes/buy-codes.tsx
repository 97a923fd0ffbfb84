'use client';

import { Button } from 'antd';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { createContext, use, useMemo, useState, type ReactNode } from 'react';
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
  // A number per opening: whatever was entered before, the form key included, belongs to another drawer.
  const [opening, setOpening] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const label = t('button');
  const opener = useMemo(() => {
    const open = () => {
      setOpening((count) => count + 1);
      setOpen(true);
    };
    return { label, open };
  }, [label]);
  return (
    <BuyCodes value={opener}>
      {children}
      {opening > 0 && (
        <BuyCodesDrawer key={opening} open={isOpen} close={() => setOpen(false)} actions={actions} />
      )}
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
