import type { ReactNode } from 'react';
import { WebhookActionsProvider } from '@/components/webhooks/webhook-actions';
import * as actions from '@/app/(distributor)/webhooks/actions';

export default function WebhooksLayout({ children }: { children: ReactNode }) {
  return <WebhookActionsProvider actions={{ ...actions }}>{children}</WebhookActionsProvider>;
}
