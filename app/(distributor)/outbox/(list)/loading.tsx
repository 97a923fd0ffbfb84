import { ListSkeleton } from '@/components/ui/list-skeleton';

export default function OutboxLoading() {
  return <ListSkeleton columns={3} />;
}
