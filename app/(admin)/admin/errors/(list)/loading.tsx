import { ListSkeleton } from '@/components/ui/list-skeleton';

export default function ErrorsLoading() {
  return <ListSkeleton columns={7} />;
}
