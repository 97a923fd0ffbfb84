'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { isFinal } from './answers';
import { FeedbackProvider } from './feedback';

const FRESH_MS = 10_000;
const RETRIES = 2;

function newClient() {
  return new QueryClient({
    defaultOptions: {
      // A refusal stays a refusal however often it is asked again.
      queries: { staleTime: FRESH_MS, retry: (failures, error) => failures < RETRIES && !isFinal(error) },
      // Without a connection it fails at once and says so; waiting for one would do it when nobody expects it any more.
      mutations: { networkMode: 'always' },
    },
  });
}

/** What pages for work need around them, and pages for customers do not: live data and feedback. */
export function WorkProviders({ children }: { children: ReactNode }) {
  const [client] = useState(newClient);
  return (
    <QueryClientProvider client={client}>
      <FeedbackProvider>{children}</FeedbackProvider>
    </QueryClientProvider>
  );
}
