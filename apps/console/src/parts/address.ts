import { useSearchParams } from 'wouter';

/**
 * A part of the address as state: a reload keeps it, and a link shows the same to somebody else. What narrows a list begins at its
 * first page again.
 */
export function useAddressed(name: string): [string, (value: string) => void] {
  const [search, setSearch] = useSearchParams();
  const set = (value: string) =>
    setSearch((before) => withParameter(withParameter(before, 'page', ''), name, value), { replace: true });
  return [search.get(name) ?? '', set];
}

/** The page of a list; the browser's way back leads to the page before. */
export function usePage(name = 'page'): [number, (page: number) => void] {
  const [search, setSearch] = useSearchParams();
  const page = Math.trunc(Number(search.get(name) ?? '1'));
  const set = (next: number) =>
    setSearch((before) => withParameter(before, name, next === 1 ? '' : String(next)));
  return [page >= 1 ? page : 1, set];
}

export function withParameter(before: URLSearchParams, name: string, value: string): URLSearchParams {
  const after = new URLSearchParams(before);
  if (value === '') after.delete(name);
  else after.set(name, value);
  return after;
}
