import { ListSkeleton } from '@/components/ui/list-skeleton';

export default function CodesLoading() {
  return <ListSkeleton columns={5} />;
}
