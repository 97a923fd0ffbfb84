import type { ReactNode } from 'react';
import { CardPage } from '@/components/ui/card-page';
import { chooseLocale } from '@/lib/web/choose-locale';

export default function PublicLayout({ children }: { children: ReactNode }) {
  return <CardPage chooseLocale={chooseLocale}>{children}</CardPage>;
}
