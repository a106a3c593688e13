import { consoleLimits } from '@atteny/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import type { Problem } from '../api/problem.ts';
import { useAsked } from '../api/queries.ts';
import { useWords } from '../language/language.tsx';
import { withParameter } from './address.ts';
import { Button } from './controls.tsx';
import { Empty, Loaded } from './feedback.tsx';

interface Page<Item> {
  readonly data: readonly Item[];
  readonly meta: { readonly total: number; readonly page: number; readonly limit: number };
}

interface Paged<Item> {
  readonly query: UseQueryResult<Page<Item>, Problem>;
  readonly go: (page: number) => void;
}

/** Reads a list page by page. The page stands in the address: the browser's way back leads to the one before. */
export function usePaged<Item>(
  key: readonly unknown[],
  ask: (page: number) => Promise<{ data?: Page<Item>; error?: unknown; response: Response }>,
  { name = 'page', refetchMs }: { name?: string; refetchMs?: number } = {},
): Paged<Item> {
  const [search, setSearch] = useSearchParams();
  const named = Math.trunc(Number(search.get(name) ?? '1'));
  const page = named >= 1 ? named : 1;
  const query = useAsked([...key, page], () => ask(page), refetchMs === undefined ? {} : { refetchMs });
  const go = (next: number) =>
    setSearch((before) => withParameter(before, name, next === 1 ? '' : String(next)));
  return { query, go };
}

/** A page of a list with the way to the others, or what to do while there is nothing. */
export function PagedList<Item>({
  list: { query, go },
  empty,
  children,
}: {
  list: Paged<Item>;
  empty?: ReactNode;
  children: (items: readonly Item[]) => ReactNode;
}) {
  return (
    <Loaded query={query}>
      {({ data, meta }) =>
        empty && meta.total === 0 ? (
          <Empty>{empty}</Empty>
        ) : (
          <>
            {children(data)}
            <Pages meta={meta} go={go} />
          </>
        )
      }
    </Loaded>
  );
}

/** The same with a row an item. */
export function PagedRows<Item extends { id: string }>({
  children,
  ...list
}: {
  list: Paged<Item>;
  empty?: ReactNode;
  children: (item: Item) => ReactNode;
}) {
  return <PagedList {...list}>{(items) => <Rows items={items}>{children}</Rows>}</PagedList>;
}

export function Rows<Item extends { id: string }>({
  items,
  children,
}: {
  items: readonly Item[];
  children: (item: Item) => ReactNode;
}) {
  return (
    <ul className="rows">
      {items.map((item) => (
        <li key={item.id}>{children(item)}</li>
      ))}
    </ul>
  );
}

/** The pages of a list; of a very long one nobody counts the last. */
export function Pages({
  meta,
  go,
}: {
  meta: { total: number; page: number; limit: number };
  go: (page: number) => void;
}) {
  const words = useWords();
  const last = Math.max(1, Math.ceil(meta.total / meta.limit));
  const many = meta.total === consoleLimits.countedTotal;
  if (last === 1) return null;
  return (
    <nav className="pages" aria-label={words.pages}>
      <Button disabled={meta.page <= 1} onClick={() => go(meta.page - 1)}>
        {words.previous}
      </Button>
      <span>
        {many ? words.pageOfMany(meta.page, meta.total - 1) : words.pageOf(meta.page, last, meta.total)}
      </span>
      <Button disabled={!many && meta.page >= last} onClick={() => go(meta.page + 1)}>
        {words.next}
      </Button>
    </nav>
  );
}

/** What is wider than the page scrolls in its own place. */
export function Table({
  heads,
  rows,
}: {
  heads: readonly string[];
  rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
}) {
  return (
    <div className="table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head}>{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, column) => (
                <td key={heads[column]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
