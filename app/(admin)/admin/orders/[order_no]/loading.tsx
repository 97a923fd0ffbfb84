import { OrderSkeleton } from '@/components/codes/order-skeleton';

export default function OrderLoading() {
  return <OrderSkeleton />;
}
