import { ListSkeleton } from '@/components/ui/list-skeleton';

export default function WebhooksLoading() {
  return <ListSkeleton columns={6} />;
}
