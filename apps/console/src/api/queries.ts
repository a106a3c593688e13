import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { consoleApi } from './console.ts';
import { answered, type Problem } from './problem.ts';

/**
 * Reads something and keeps it fresh; what is shown stays while the next page of it, or a reply that fails, is awaited. Of another
 * organization, or another delivery, nothing is shown meanwhile: it would stand under the wrong address.
 */
export function useAsked<T>(
  key: readonly unknown[],
  ask: () => Promise<{ data?: T; error?: unknown; response: Response }>,
  { refetchMs, enabled = true }: { refetchMs?: number; enabled?: boolean } = {},
) {
  return useQuery<T, Problem>({
    queryKey: key,
    queryFn: () => answered(ask()),
    placeholderData: (before, query) =>
      query && identifiersOf(query.queryKey) === identifiersOf(key) ? before : undefined,
    enabled,
    // A server that is gone is asked less and less often.
    refetchInterval: ({ state }) =>
      refetchMs === undefined
        ? false
        : Math.min(60_000, refetchMs * 2 ** Math.min(5, state.fetchFailureCount)),
  });
}

function identifiersOf(key: readonly unknown[]): string {
  return String(JSON.stringify(key).match(/"[a-z]{3}_\w+"|"demo"/g));
}

/** The world of an organization, or the one with a request; none in production. */
export function useWorldOf(wanted: { organizationId?: string; requestId?: string }, enabled = true) {
  return useAsked(['worlds', wanted], () => consoleApi.GET('/worlds', { params: { query: wanted } }), {
    enabled,
  });
}

/** How a change goes. */
export interface Change {
  readonly error: Problem | null;
  readonly isPending: boolean;
}

/** Changes something; everything under `renews` is read anew afterwards. */
export function useChange<Input, T>(
  change: (input: Input) => Promise<{ data?: T; error?: unknown; response: Response }>,
  renews: readonly (readonly unknown[])[],
  done?: (result: T) => void,
) {
  const client = useQueryClient();
  return useMutation<T, Problem, Input>({
    mutationFn: (input) => answered(change(input)),
    onSuccess: async (result) => {
      done?.(result);
      await Promise.all(renews.map((queryKey) => client.invalidateQueries({ queryKey })));
    },
  });
}
