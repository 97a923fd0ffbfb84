import type { ReactNode } from 'react';
import { WebhookActionsProvider } from '@/components/webhooks/webhook-actions';
import {
  change,
  create,
  disable,
  enable,
  remove,
  resend,
  rotate,
  test,
} from '@/app/(distributor)/webhooks/actions';

const ACTIONS = { create, change, rotate, disable, enable, remove, test, resend };

export default function WebhooksLayout({ children }: { children: ReactNode }) {
  return <WebhookActionsProvider actions={ACTIONS}>{children}</WebhookActionsProvider>;
}
