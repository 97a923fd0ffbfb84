import { ListSkeleton } from '@/components/ui/list-skeleton';

export default function CodeOrdersLoading() {
  return <ListSkeleton columns={7} />;
}
