import { instant, millisecondsOf } from '../../clock.ts';
import { Told, type Reader } from './hub.ts';

const secondMs = 1_000;

/**
 * Lets a reader have so many requests a second one by one, and of the others how many there were and when: nobody reads a
 * thousand lines a second, but server and browser pay for each of them.
 */
export function paced(
  requestsPerSecond: number,
  send: Reader['send'],
): { send: Reader['send']; stop: () => void } {
  let left = 0;
  let second: NodeJS.Timeout | undefined;
  let skipped: { id: string; requests: number; first: string; last: string } | undefined;

  /** Its number is that of the last request in it: a reader that comes back with it has missed what follows. */
  function tell(): void {
    if (skipped === undefined) return;
    const { id, requests, first: since, last } = skipped;
    skipped = undefined;
    const until = instant(millisecondsOf(last) + 1);
    send(new Told({ id, event: 'skipped', data: { requests, since, until } }));
  }

  return {
    send(told) {
      const { id, event, data } = told.event;
      if (event !== 'request') {
        tell();
        return send(told);
      }
      if (second === undefined) {
        left = requestsPerSecond;
        second = setTimeout(() => {
          second = undefined;
          tell();
        }, secondMs);
      }
      if (left > 0) {
        left -= 1;
        return send(told);
      }
      const { at } = data;
      skipped ??= { id, requests: 0, first: at, last: at };
      skipped.id = id;
      skipped.requests += 1;
      // They end in another order than they began in.
      if (at < skipped.first) skipped.first = at;
      if (at > skipped.last) skipped.last = at;
    },
    stop: () => clearTimeout(second),
  };
}
