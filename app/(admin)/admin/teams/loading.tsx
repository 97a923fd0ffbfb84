import { ListSkeleton } from '@/components/ui/list-skeleton';

export default function TeamsLoading() {
  return <ListSkeleton columns={6} />;
}
