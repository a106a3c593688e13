import type { GuardedClient } from '../src/webhooks/guarded-request/guarded-client.ts';
import type { Fault } from './fault.ts';

/** A door that commits the fault that is switched on; what it does not send counts as delivered. */
export function faultyGuardedClient(
  guardedClient: GuardedClient,
  current: () => Fault | undefined,
): GuardedClient {
  const attempts = new Map<string, number>();
  return {
    refusalOf: (url) => guardedClient.refusalOf(url),
    async send(guardedRequest) {
      const id =
        Object.entries(guardedRequest.headers).find(
          ([name]) => name.toLowerCase() === 'x-atteny-delivery',
        )?.[1] ?? '';
      const attempt = (attempts.get(id) ?? 0) + 1;
      attempts.set(id, attempt);
      const requests = current()?.guardedRequest?.(guardedRequest, attempt) ?? [guardedRequest];
      let outcome = {
        durationMs: 1,
        statusCode: 200 as number | null,
        error: null,
        responseBody: null,
        retryAfter: null,
      } as Awaited<ReturnType<GuardedClient['send']>>;
      for (const each of requests) outcome = await guardedClient.send(each);
      return current()?.outcome?.(outcome) ?? outcome;
    },
  };
}
