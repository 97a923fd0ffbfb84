import { ListSkeleton } from '@/components/ui/list-skeleton';

export default function AlertsLoading() {
  return <ListSkeleton columns={5} />;
}
