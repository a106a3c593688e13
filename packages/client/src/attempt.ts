import type { Outgoing } from './compose.ts';
import { ConnectionError, connectionError, fetchThrew, TimeoutError } from './errors/connection-error.ts';
import { AttenyError, type Failure } from './errors/atteny-error.ts';
import { readLimits } from './limits.ts';
import type { Fetch, FetchInit, FetchReply } from './options.ts';
import { readReply, type Content } from './reply.ts';
import type { Runtime } from './runtime.ts';
import { whenAborted } from './when-aborted.ts';

export interface Attempted extends Content {
  response: Response;
  requestId: string | undefined;
  limits: ReturnType<typeof readLimits>;
}

interface AttemptContext {
  fetch: Fetch;
  runtime: Runtime;
  /** Milliseconds for the whole attempt. */
  timeout: number;
  /** The caller's own. */
  signal: AbortSignal | undefined;
  /** What an error of this call knows; its outcome is the one of a failure that leaves it open. */
  failure: Failure;
}

/**
 * Sends once and reads the whole reply: a body that is cut is a failure of the attempt like any other.
 * Rejects with an {@link AttenyError}, or with the reason of the caller's signal.
 */
export async function attempt(request: Outgoing, context: AttemptContext): Promise<Attempted> {
  const { runtime, timeout, signal, failure } = context;
  signal?.throwIfAborted();
  const gate = new AbortController();
  const closed = new Promise<never>((_, reject) => {
    gate.signal.addEventListener('abort', () => reject(gate.signal.reason as Error), { once: true });
  });
  const forget = signal && whenAborted(signal, () => gate.abort(signal.reason));
  const done = new AbortController();
  runtime.wait(timeout, done.signal).then(
    () => gate.abort(new TimeoutError(timeout, failure)),
    () => undefined,
  );

  try {
    // The race makes the limits hold for a fetch that does not heed its signal.
    return await Promise.race([exchange(request, context, gate.signal), closed]);
  } catch (error) {
    signal?.throwIfAborted();
    if (gate.signal.aborted) {
      throw gate.signal.reason;
    }
    if (error instanceof AttenyError) {
      throw error;
    }
    throw connectionError(error, failure);
  } finally {
    forget?.();
    done.abort();
  }
}

async function exchange(
  { url, method, headers, body }: Outgoing,
  { fetch, runtime, failure }: AttemptContext,
  signal: AbortSignal,
): Promise<Attempted> {
  const init: FetchInit = {
    method,
    headers,
    signal,
    // The API never redirects, and a key must not follow an address that it was not meant for.
    redirect: 'manual',
    ...(body !== undefined && { body }),
  };
  const response = await begun(() => fetch(url, init), failure);
  const text = await response.text();
  const known = {
    requestId: response.headers.get('X-Request-Id') ?? undefined,
    limits: readLimits(response.headers, runtime.now()),
  };
  const content = readReply(response, text, { ...failure, ...known }, runtime.now());
  if (content instanceof AttenyError) {
    throw content;
  }
  // A fetch of another library gives a Response of its own making.
  return { ...content, ...known, response: response as Response };
}

/** What a fetch promises. Rejects with a local {@link ConnectionError} for one that throws, or gives no reply. */
async function begun(call: () => Promise<FetchReply>, failure: Failure): Promise<FetchReply> {
  let promise;
  try {
    promise = call();
  } catch (error) {
    throw fetchThrew(error, failure);
  }
  const reply: Partial<FetchReply> | undefined = await promise;
  if (typeof reply?.text !== 'function' || typeof reply.headers?.get !== 'function') {
    throw new ConnectionError('o fetch dado não devolveu uma Response', true, failure);
  }
  return reply as FetchReply;
}
