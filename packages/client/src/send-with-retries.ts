import { attempt, type Attempted } from './attempt.ts';
import type { Outgoing } from './compose.ts';
import { tell, type DebugEvent } from './debug.ts';
import { AttenyError, type Failure } from './errors/atteny-error.ts';
import type { Fetch } from './options.ts';
import { retryDelay } from './retry-delay.ts';
import type { Runtime } from './runtime.ts';

interface Sending {
  fetch: Fetch;
  runtime: Runtime;
  signal: AbortSignal | undefined;
  timeout: number;
  retries: number;
  maxRetryDelay: number;
  /** Whether repeating can do no harm even when the outcome is unknown. */
  safe: boolean;
  debug?: (event: DebugEvent) => void;
}

/**
 * Sends until it succeeds, until repeating is useless or not safe, or until the attempts are used up.
 * Rejects with the last attempt's {@link AttenyError}, or with the reason of the caller's signal.
 */
export async function sendWithRetries(
  request: Outgoing,
  first: Failure,
  sending: Sending,
): Promise<Attempted> {
  const { runtime, retries, maxRetryDelay, safe, debug } = sending;
  const { operation } = first;
  let failure = first;
  for (let number = 1; ; number += 1) {
    const started = runtime.now();
    const told = () => ({ operation, attempt: number, durationMs: runtime.now() - started });
    tell(debug, { type: 'request', operation, attempt: number, url: request.url });
    try {
      const reply = await attempt(request, { ...sending, failure });
      tell(debug, { type: 'response', ...told(), status: reply.response.status, requestId: reply.requestId });
      return reply;
    } catch (error) {
      if (!(error instanceof AttenyError)) {
        throw error;
      }
      tell(debug, { type: 'failure', ...told(), error });
      const delay =
        number > retries ? undefined : retryDelay(error, number, { safe, maxRetryDelay }, runtime.random());
      if (delay === undefined) {
        throw error;
      }
      // What one attempt left open, no refusal of a later one settles.
      failure = { ...failure, doubtful: error.outcome === 'unknown' };
      tell(debug, { type: 'retry', operation, attempt: number + 1, delayMs: delay, error });
      await runtime.wait(delay, sending.signal ?? new AbortController().signal);
    }
  }
}
