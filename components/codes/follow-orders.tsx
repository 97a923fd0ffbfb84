'use client';

import dynamic from 'next/dynamic';
import { createContext, use, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';

const FollowedOrders = dynamic(() => import('./followed-orders').then((file) => file.FollowedOrders), {
  ssr: false,
});

type Following = { follow: (orderNo: string) => void; drop: (orderNo: string) => void };

const Follow = createContext<Following | null>(null);

/** Looks after orders whose page was left while their codes were being issued, and says on any other page how that ended. */
export function FollowOrdersProvider({ children }: { children: ReactNode }) {
  const [orders, setOrders] = useState<string[]>([]);
  const following = useMemo<Following>(
    () => ({
      follow: (orderNo) => setOrders((before) => [...before.filter((one) => one !== orderNo), orderNo]),
      drop: (orderNo) =>
        setOrders((before) => (before.includes(orderNo) ? before.filter((one) => one !== orderNo) : before)),
    }),
    [],
  );
  return (
    <Follow value={following}>
      {children}
      {orders.length > 0 && <FollowedOrders orders={orders} drop={following.drop} />}
    </Follow>
  );
}

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
