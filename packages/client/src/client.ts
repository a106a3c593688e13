import type { paths } from '@atteny/contract/public';
import { caller, type AnyOptions } from './call.ts';
import type { Limits } from './limits.ts';
import type { Arguments, Item, ListPath, OperationAt, PathWith, Reply } from './operation-types.ts';
import { settingsOf, type ClientOptions } from './options.ts';
import { itemsOf, pagesOf } from './pages.ts';
import { systemRuntime, type Runtime } from './runtime.ts';

// The paths are listed without a name of their own, so that an error of the compiler lists them too.
type Calls<Paths, Method extends string> = <
  Path extends { [P in PathWith<Paths, Lowercase<Method>>]: P }[PathWith<Paths, Lowercase<Method>>],
>(
  path: Path,
  ...options: Arguments<Paths, Path, Lowercase<Method>>
) => Promise<Reply<OperationAt<Paths, Path, Lowercase<Method>>>>;

type Lists<Paths, Of extends 'page' | 'item'> = <Path extends { [P in ListPath<Paths>]: P }[ListPath<Paths>]>(
  path: Path,
  ...options: Arguments<Paths, Path, 'get'>
) => AsyncGenerator<
  Of extends 'page' ? Reply<OperationAt<Paths, Path, 'get'>> : Item<OperationAt<Paths, Path, 'get'>>,
  void,
  undefined
>;

/** The operations of a contract, called by method and path. */
export interface Client<Paths = paths> {
  GET: Calls<Paths, 'GET'>;
  POST: Calls<Paths, 'POST'>;
  PUT: Calls<Paths, 'PUT'>;
  PATCH: Calls<Paths, 'PATCH'>;
  DELETE: Calls<Paths, 'DELETE'>;
  /** Every page of a list, from `params.query.page` (1 when left out) to the last. */
  pages: Lists<Paths, 'page'>;
  /** Every element of a list; one that moves to the next page while you read comes once. */
  items: Lists<Paths, 'item'>;
  /** Rate limit and quota, as the last reply that had them gave them; undefined before the first. */
  readonly limits: Limits | undefined;
}

/**
 * A client of the Atteny API.
 *
 * Every call gives `{ data, meta, response, requestId, limits }` or rejects: with an `ApiError` (one class a status)
 * when the API refused, a `ConnectionError`, `TimeoutError` or `UnexpectedReplyError` when no proper reply came, a
 * `ConfigurationError` when nothing was sent, and the reason of your own `signal` when it was aborted.
 *
 * @example
 * const atteny = createClient({ apiKey: process.env.ATTENY_API_KEY });
 * const { data: contact } = await atteny.POST('/contacts', { body: { phoneNumber: '+5511987654321' } });
 *
 * @throws ConfigurationError when an option cannot be used
 */
export function createClient<Paths = paths>(options: ClientOptions): Client<Paths> {
  return clientIn<Paths>(systemRuntime, options);
}

/** The same in other context: a test's clock, waits and chance. */
export function clientIn<Paths = paths>(runtime: Runtime, options: ClientOptions): Client<Paths> {
  const once = caller(settingsOf(options), runtime);
  let limits: Limits | undefined;
  const call: typeof once = async (...request) => {
    try {
      const reply = await once(...request);
      limits = reply.limits ?? limits;
      return reply;
    } catch (error) {
      limits = (error as { limits?: Limits } | undefined)?.limits ?? limits;
      throw error;
    }
  };
  const by = (method: string) => (path: string, given?: AnyOptions) => call(method, path, given);
  const client: unknown = {
    GET: by('GET'),
    POST: by('POST'),
    PUT: by('PUT'),
    PATCH: by('PATCH'),
    DELETE: by('DELETE'),
    pages: (path: string, given?: AnyOptions) => pagesOf(call, path, given),
    items: (path: string, given?: AnyOptions) => itemsOf(pagesOf(call, path, given)),
    get limits() {
      return limits;
    },
  };
  return client as Client<Paths>;
}
