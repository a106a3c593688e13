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

export function withParameter(before: URLSearchParams, name: string, value: string): URLSearchParams {
  const after = new URLSearchParams(before);
  if (value === '') after.delete(name);
  else after.set(name, value);
  return after;
}
