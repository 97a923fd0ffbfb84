import { ListSkeleton } from '@/components/ui/list-skeleton';

export default function MembersLoading() {
  return <ListSkeleton columns={7} />;
}
