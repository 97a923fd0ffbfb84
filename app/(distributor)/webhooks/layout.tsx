import type { ReactNode } from 'react';
import { WebhookActionsProvider } from '@/components/webhooks/webhook-actions';
import * as actions from './actions';

export default function WebhooksLayout({ children }: { children: ReactNode }) {
  return <WebhookActionsProvider actions={{ ...actions }}>{children}</WebhookActionsProvider>;
}
