interface Waiting {
  callbacks: Set<() => void>;
  tellAll: () => void;
}

const waiting = new WeakMap<AbortSignal, Waiting>();

/**
 * Calls back once a signal is aborted, unless the function that this gives is called before.
 *
 * All calls share one listener of a signal: Node takes more than ten for a leak and warns, and a caller's one signal may
 * well serve thirty calls at once.
 */
export function whenAborted(signal: AbortSignal, callback: () => void): () => void {
  const { callbacks, tellAll } = waiting.get(signal) ?? listenTo(signal);
  callbacks.add(callback);
  return () => {
    callbacks.delete(callback);
    if (callbacks.size === 0) {
      waiting.delete(signal);
      signal.removeEventListener('abort', tellAll);
    }
  };
}

function listenTo(signal: AbortSignal): Waiting {
  const callbacks = new Set<() => void>();
  const tellAll = () => callbacks.forEach((tell) => tell());
  const listening = { callbacks, tellAll };
  waiting.set(signal, listening);
  signal.addEventListener('abort', tellAll, { once: true });
  return listening;
}
