import { consoleBasePath } from '@atteny/contract';
import { useEffect, useRef, useState } from 'react';
import type { ConsoleSchemas } from './console.ts';

export type StreamEvent = ConsoleSchemas['StreamEvent'];

const names = [
  'request',
  'delivery',
  'attempt',
  'endpoint-disabled',
  'clock',
  'reload',
] as const satisfies readonly StreamEvent['event'][];

/**
 * Listens to what happens in a world. The browser reconnects by itself and asks for what it missed by the id of the last event;
 * what the server no longer has it answers with `reload`.
 */
export function useStream(worldId: string, heard: (event: StreamEvent) => void): boolean {
  const [connected, setConnected] = useState(false);
  const latest = useRef(heard);
  latest.current = heard;
  useEffect(() => {
    const source = new EventSource(`${consoleBasePath}/worlds/${encodeURIComponent(worldId)}/events`);
    source.addEventListener('open', () => setConnected(true));
    source.addEventListener('error', () => setConnected(false));
    for (const name of names) {
      source.addEventListener(name, ({ data, lastEventId }: MessageEvent<string>) => {
        latest.current({ id: lastEventId, event: name, data: JSON.parse(data) });
      });
    }
    return () => source.close();
  }, [worldId]);
  return connected;
}
