import { consoleBasePath } from '@atteny/contract';
import type { ConsoleSchemas } from './console.ts';

export type StreamEvent = ConsoleSchemas['StreamEvent'];

const names = [
  'request',
  'delivery',
  'attempt',
  'endpoint-disabled',
  'clock',
  'skipped',
  'reload',
] as const satisfies readonly StreamEvent['event'][];

/** More than 5,000 a minute; of more than that nobody reads one by one. */
const requestsPerSecond = 150;
const longestWaitMs = 30_000;

interface Listener {
  readonly heard: (event: StreamEvent) => void;
  /** The stream is open. `anew`: what came before has to be read, for it will not tell. */
  readonly opened: (anew: boolean) => void;
  readonly lost: () => void;
  /** The server refused: the world may be gone, or the session over. */
  readonly refused: () => void;
}

/**
 * Listens to what happens in a world, until the returned function is called. The browser reconnects by itself and asks for what
 * it missed by the id of the last event; a refusal it takes for the end, and then it is asked again, less and less often.
 * Over HTTP/1.1 a browser has six connections to a server, for all of its tabs: one that nobody sees gives its own back.
 */
export function followWorld(worldId: string, { heard, opened, lost, refused }: Listener): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let refusals = 0;
  const open = () => {
    let anew = true;
    const opening = new EventSource(
      `${consoleBasePath}/worlds/${encodeURIComponent(worldId)}/events?requestsPerSecond=${requestsPerSecond}`,
    );
    source = opening;
    opening.addEventListener('open', () => {
      refusals = 0;
      opened(anew);
      anew = false;
    });
    opening.addEventListener('error', () => {
      lost();
      if (opening.readyState !== EventSource.CLOSED) return;
      refused();
      timer = setTimeout(open, Math.min(longestWaitMs, 1000 * 2 ** refusals));
      refusals += 1;
    });
    for (const name of names) {
      opening.addEventListener(name, ({ data, lastEventId }: MessageEvent<string>) => {
        heard({ id: lastEventId, event: name, data: JSON.parse(data) });
      });
    }
  };
  const close = () => {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  };
  const look = () => {
    if (document.visibilityState === 'hidden') {
      close();
      lost();
    } else if (source === undefined) {
      open();
    }
  };
  look();
  document.addEventListener('visibilitychange', look);
  return () => {
    document.removeEventListener('visibilitychange', look);
    close();
  };
}
