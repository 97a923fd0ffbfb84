import { ListSkeleton } from '@/components/ui/list-skeleton';

export default function SagasLoading() {
  return <ListSkeleton columns={5} />;
}
