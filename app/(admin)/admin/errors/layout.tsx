import type { ReactNode } from 'react';
import { pageContext } from '@/lib/web/session';

/** Refuses before the skeleton of the page is sent: with it goes the status of the answer. */
export default async function ErrorsLayout({ children }: { children: ReactNode }) {
  await pageContext('monitoring.view-errors');
  return children;
}
