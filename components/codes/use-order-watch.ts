'use client';

import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { answerOf, isFinal, readApi } from '@/components/ui/answers';
import type { CodeOrder } from '@/lib/codes/schema';
import type { ActionResult } from '@/lib/web/define-action';
import { isSettled, nextLook, PATIENCE_MS } from './progress-polling';

/** How the order is read again: an action for staff; without one, the buyer's own route. */
export type ReadOrder = (which: { order_no: string }) => Promise<ActionResult<CodeOrder>>;

/** An order of codes as it stands now. */
export function orderQuery(orderNo: string, read?: ReadOrder) {
  return queryOptions<CodeOrder>({
    queryKey: ['code-order', orderNo],
    queryFn: async ({ signal }) =>
      read
        ? answerOf(await read({ order_no: orderNo }))
        : readApi(`/api/v1/distributors/me/code-orders/${orderNo}`, signal),
    // What was last seen in another visit is older than what the page brings along.
    gcTime: 0,
  });
}

/**
 * The order as the page brought it, kept up to date while something happens to it. A hidden tab asks for nothing; who
 * comes back to it is given the whole five minutes again.
 */
export function useOrderWatch(order: CodeOrder, read?: ReadOrder) {
  const [since, setSince] = useState(() => Date.now());
  const [outOfPatience, setOutOfPatience] = useState(false);
  const look = (seen: CodeOrder, failures: number, error: unknown) =>
    nextLook({ order: seen, waitedMs: Date.now() - since, failures, refused: isFinal(error) });
  const startAgain = useCallback(() => {
    setSince(Date.now());
    setOutOfPatience(false);
  }, []);

  const query = useQuery({
    ...orderQuery(order.order_no, read),
    initialData: order,
    refetchOnWindowFocus: ({ state }) => !isSettled(state.data ?? order) && 'always',
    refetchInterval: ({ state }) => {
      const next = look(state.data ?? order, state.error ? 1 : 0, state.error);
      return 'inMs' in next && next.inMs;
    },
    // Failures in a row are one request that is tried again, ever more slowly.
    retry: (failures, error) => 'inMs' in look(order, failures + 1, error),
    retryDelay: (failures, error) => {
      const next = look(order, failures + 1, error);
      return 'inMs' in next ? next.inMs : 0;
    },
  });

  useEffect(() => {
    const timer = setTimeout(() => setOutOfPatience(true), since + PATIENCE_MS - Date.now());
    return () => clearTimeout(timer);
  }, [since]);
  useEffect(() => {
    const onVisible = () => document.visibilityState === 'visible' && startAgain();
    document.addEventListener('visibilitychange', onVisible);
    return () => document.removeEventListener('visibilitychange', onVisible);
  }, [startAgain]);

  // A page that was rendered anew knows better than what was asked before.
  const client = useQueryClient();
  useEffect(() => {
    client.setQueryData(orderQuery(order.order_no).queryKey, order);
  }, [client, order]);

  const stop = nextLook({
    order: query.data,
    waitedMs: outOfPatience ? PATIENCE_MS : 0,
    failures: query.error ? 1 : 0,
    refused: isFinal(query.error),
  });
  return {
    order: query.data,
    error: query.error,
    stopped: 'stop' in stop ? stop.stop : undefined,
    /** The last question is being asked again because no good answer came. */
    struggling: query.failureCount > 0 && query.fetchStatus === 'fetching',
    lookAgain: () => {
      startAgain();
      void query.refetch();
    },
  };
}
