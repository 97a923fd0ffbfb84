import { ListSkeleton } from '@/components/ui/list-skeleton';

export default function AdminMembersLoading() {
  return <ListSkeleton columns={8} />;
}
