import type { ReactNode } from 'react';
import { WebhookActionsProvider } from '@/components/webhooks/webhook-actions';
import {
  changeEndpointAction,
  createEndpointAction,
  deleteEndpointAction,
  disableEndpointAction,
  enableEndpointAction,
  resendDeliveryAction,
  rotateSecretAction,
  sendTestEventAction,
} from './actions';

const ACTIONS = {
  create: createEndpointAction,
  change: changeEndpointAction,
  rotate: rotateSecretAction,
  disable: disableEndpointAction,
  enable: enableEndpointAction,
  remove: deleteEndpointAction,
  test: sendTestEventAction,
  resend: resendDeliveryAction,
};

export default function WebhooksLayout({ children }: { children: ReactNode }) {
  return <WebhookActionsProvider actions={ACTIONS}>{children}</WebhookActionsProvider>;
}
