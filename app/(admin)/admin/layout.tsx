import type { ReactNode } from 'react';
import { SignedInFrame } from '@/components/accounts/signed-in-frame';
import { chooseLocale } from '@/lib/web/choose-locale';
import { signOut } from '@/lib/web/sign-out';
import { signedInPerson } from '@/lib/web/signed-in-person';

export default async function AdminLayout({ children }: { children: ReactNode }) {
  return (
    <SignedInFrame
      person={await signedInPerson(['ADMIN', 'OPERATOR'])}
      chooseLocale={chooseLocale}
      signOut={signOut}
    >
      {children}
    </SignedInFrame>
  );
}
