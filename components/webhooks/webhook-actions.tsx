'use client';

import { createContext, use, type ReactNode } from 'react';
import type { ActionResult } from '@/lib/web/define-action';
import type { EventType } from '@/lib/webhooks/schema';

type Of<I, T = unknown> = (input: I, formKey?: string) => Promise<ActionResult<T>>;
type Endpoint = { endpoint_id: number };
type Written = { url: string; description: string; events: EventType[] };

/** What the pages of webhooks do. */
export type WebhookActions = {
  create: Of<Written & { whose: 'me' | number }, { secret: string }>;
  change: Of<Endpoint & Written>;
  rotate: Of<Endpoint, { secret: string }>;
  disable: Of<Endpoint>;
  enable: Of<Endpoint>;
  remove: Of<Endpoint>;
  test: Of<Endpoint>;
  resend: Of<{ delivery_id: number }>;
};

const Actions = createContext<WebhookActions | null>(null);

/** Hands the pages of webhooks inside it what they do. */
export function WebhookActionsProvider({
  actions,
  children,
}: {
  actions: WebhookActions;
  children: ReactNode;
}) {
  return <Actions value={actions}>{children}</Actions>;
}

export function useWebhookActions() {
  const actions = use(Actions);
  if (!actions) throw new Error('a page of webhooks has no actions');
  return actions;
}
