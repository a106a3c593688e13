import { Resolver } from 'node:dns/promises';
import { isLocalName } from './receiver-url.ts';

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
