import type { ReactNode } from 'react';
import { CardPage } from '@/components/ui/card-page';
import { ModeSwitch } from '@/components/ui/frame/mode-switch';
import { chooseLocale } from '@/lib/web/choose-locale';

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <CardPage chooseLocale={chooseLocale} tools={<ModeSwitch />}>
      {children}
    </CardPage>
  );
}
