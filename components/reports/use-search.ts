import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { readApi } from '@/components/ui/answers';
import type { Found } from '@/lib/reports/schema';

const searchOptions = (q: string) =>
  queryOptions({
    queryKey: ['search', q],
    queryFn: ({ signal }) =>
      // A text cut within a character has to be sent as something, too.
      readApi<{ items: Found[] }>(`/api/v1/search?${new URLSearchParams({ q }).toString()}`, signal),
    retry: false,
  });

const PAUSE_MS = 150;
/** One letter means everything and nothing. */
const FEWEST = 2;

/**
 * What was found for what is typed, once the typing pauses. Each question is a query of its own, so an answer that comes late
 * stands under the question it belongs to, and a search that nobody waits for any more is broken off.
 */
export function useSearch(typed: string) {
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const pause = setTimeout(() => setAsked(typed), PAUSE_MS);
    return () => clearTimeout(pause);
  }, [typed]);
  const wanted = typed.length >= FEWEST;
  const isAsked = wanted && asked === typed;
  const client = useQueryClient();
  const { data, error, isFetching, refetch } = useQuery({ ...searchOptions(asked), enabled: isAsked });
  return {
    found: (isAsked && data?.items) || [],
    searching: wanted && (!isAsked || (isFetching && !data)),
    error: isAsked && !isFetching ? error : null,
    again: () => void refetch(),
    /** The answer to what is typed, without waiting for a pause. */
    now: () => client.query(searchOptions(typed)),
  };
}
