'use client';

import dynamic from 'next/dynamic';
import { useMemo, useState, type ReactNode } from 'react';
import { Follow, type Following } from './use-followed-later';

const FollowedOrders = dynamic(() => import('./followed-orders').then((file) => file.FollowedOrders), {
  ssr: false,
});

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
