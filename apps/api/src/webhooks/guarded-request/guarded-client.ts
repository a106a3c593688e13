import { isIP } from 'node:net';
import { Resolver } from 'node:dns/promises';
import { type AddressPermission, isPermittedAddress } from './addresses.ts';
import { attemptErrorOf, AttemptFailure, type AttemptOutcome } from './attempt-outcome.ts';
import { post, type PostSettings } from './post.ts';
import { hostOf, isLocalName, parseReceiverUrl, type UrlRefusal } from './receiver-url.ts';

export type GuardedClientSettings = PostSettings & {
  permission: AddressPermission;
  resolve: Resolve;
  /** A whole attempt: name, connection, TLS, request, reply and its body. Milliseconds. */
  timeoutMs: number;
  /** How long saving an address waits for its name. Milliseconds. */
  lookupMs: number;
};

export interface GuardedRequest {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** The only way to an address that a user gave: nothing else stands against server-side request forgery (SSRF). */
export interface GuardedClient {
  /** Judges an address that is about to be saved. A name that does not resolve now is judged when connecting. */
  refusalOf(url: string): Promise<UrlRefusal | null>;
  /** Sends one POST and follows nothing. Never rejects. */
  send(guardedRequest: GuardedRequest): Promise<AttemptOutcome>;
}

export function createGuardedClient(settings: GuardedClientSettings): GuardedClient {
  const { permission, timeoutMs } = settings;

  async function addressesOf(host: string, signal: AbortSignal): Promise<string[]> {
    if (isIP(host)) return [host];
    try {
      return await settings.resolve(host, signal);
    } catch (error) {
      throw new AttemptFailure('DNS_FAILED', `${host} could not be resolved`, { cause: error });
    }
  }

  return {
    async refusalOf(text) {
      const judged = parseReceiverUrl(text, permission);
      if ('refused' in judged) return judged.refused;
      const addresses = await addressesOf(hostOf(judged.url), AbortSignal.timeout(settings.lookupMs)).catch(
        () => [],
      );
      return addresses.every((address) => isPermittedAddress(address, permission)) ? null : 'address';
    },

    async send({ url: text, headers, body }) {
      const started = performance.now();
      const outcome: Omit<AttemptOutcome, 'durationMs'> = {
        statusCode: null,
        error: null,
        redirectLocation: null,
        responseBody: null,
        retryAfter: null,
      };
      const deadline = new AbortController();
      const timer = setTimeout(() => deadline.abort(), timeoutMs);
      try {
        const judged = parseReceiverUrl(text, permission);
        if ('refused' in judged) throw new AttemptFailure('ADDRESS_NOT_ALLOWED', judged.refused);
        const addresses = await untilAborted(
          addressesOf(hostOf(judged.url), deadline.signal),
          deadline.signal,
        );
        // One forbidden address among several is a trap, not an accident.
        if (!addresses.every((address) => isPermittedAddress(address, permission))) {
          throw new AttemptFailure(
            'ADDRESS_NOT_ALLOWED',
            `${hostOf(judged.url)} leads to a forbidden address`,
          );
        }
        await post({ url: judged.url, addresses, headers, body, signal: deadline.signal, settings }, outcome);
      } catch (error) {
        outcome.error = deadline.signal.aborted ? 'TIMEOUT' : attemptErrorOf(error);
      } finally {
        clearTimeout(timer);
      }
      return { ...outcome, durationMs: Math.round(performance.now() - started) };
    },
  };
}

/** A resolver that ignores its signal must not outlive the attempt. */
async function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return await Promise.race([
    promise,
    new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new AttemptFailure('TIMEOUT', 'timeout')), {
        once: true,
      });
    }),
  ]);
}

/** All addresses of a name, of both families. Rejects when there is none or no name server answers. */
export type Resolve = (name: string, signal: AbortSignal) => Promise<string[]>;

/**
 * Asks the machine's name servers. It does not use getaddrinfo: that runs on the four threads which files and
 * cryptography need too, so that a few silent name servers would hold up everything.
 */
export function createResolve(timeoutMs: number): Resolve {
  return async (name, signal) => {
    if (isLocalName(name)) return ['127.0.0.1', '::1'];
    const resolver = new Resolver({ timeout: timeoutMs, tries: 1 });
    const cancel = () => resolver.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
      const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
      if (addresses.length === 0) throw new Error(`${name} has no address`);
      return addresses;
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  };
}
