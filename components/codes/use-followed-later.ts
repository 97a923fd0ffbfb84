'use client';

import { createContext, use, useEffect, useRef } from 'react';

export type Following = { follow: (orderNo: string) => void; drop: (orderNo: string) => void };

/** Null where nobody follows orders: their staff look at many. */
export const Follow = createContext<Following | null>(null);

/** For the page that shows the order: it tells of the end itself; when it is left before, somebody else does. */
export function useFollowedLater(orderNo: string, goesOn: boolean) {
  const following = use(Follow);
  const still = useRef(goesOn);
  useEffect(() => {
    still.current = goesOn;
  }, [goesOn]);
  useEffect(() => {
    following?.drop(orderNo);
    return () => {
      if (still.current) following?.follow(orderNo);
    };
  }, [following, orderNo]);
}
