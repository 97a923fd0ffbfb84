import type { ReactNode } from 'react';
import { SignedInFrame } from '@/components/accounts/signed-in-frame';
import { BuyCodesProvider } from '@/components/codes/buy-codes';
import { FollowOrdersProvider } from '@/components/codes/follow-orders';
import { ClientMessages } from '@/components/ui/client-messages';
import { chooseLocale } from '@/lib/web/choose-locale';
import { signOut } from '@/lib/web/sign-out';
import { signedInPerson } from '@/lib/web/signed-in-person';
import { buyCodesAction, quoteCodesAction } from './actions';

const BUY_CODES = { quote: quoteCodesAction, buy: buyCodesAction };

export default async function DistributorLayout({ children }: { children: ReactNode }) {
  return (
    <SignedInFrame
      person={await signedInPerson(['DISTRIBUTOR'])}
      chooseLocale={chooseLocale}
      signOut={signOut}
    >
      <ClientMessages of={['buy_codes', 'followed_order', 'way_to_pay']}>
        <FollowOrdersProvider>
          <BuyCodesProvider actions={BUY_CODES}>{children}</BuyCodesProvider>
        </FollowOrdersProvider>
      </ClientMessages>
    </SignedInFrame>
  );
}
