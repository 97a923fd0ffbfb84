import { ListSkeleton } from '@/components/ui/list-skeleton';

export default function AdminOrdersLoading() {
  return <ListSkeleton columns={8} />;
}
