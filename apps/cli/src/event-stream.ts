import { consoleBasePath } from '@atteny/contract';
import type { StreamEvent } from '@atteny/contract/console';
import { createParser } from 'eventsource-parser';
import { setTimeout as sleep } from 'node:timers/promises';
import { reach, refusal } from './console.ts';
import type { Context } from './context.ts';
import { CommandError, exits } from './exit.ts';
import { sandboxAddress } from './sandbox-address.ts';

export interface Following {
  readonly url: URL | undefined;
  readonly worldId: string;
  /** Told when the stream is lost and when it is back: a sandbox that starts anew is waited for. */
  readonly onLost: () => void;
  readonly onBack: () => void;
}

const firstPauseMs = 250;
const longestPauseMs = 5_000;

/**
 * What happens in a world, until the user ends it. The first connection has to work; after that a stream that breaks is
 * opened again where it broke, also with the token of a sandbox that has been started anew.
 */
export async function* follow(context: Context, following: Following): AsyncGenerator<StreamEvent> {
  const { interrupted } = context;
  let lastId: string | undefined;
  let pause = firstPauseMs;
  let wasOpen = false;
  while (!interrupted.aborted) {
    try {
      const body = await open(context, following, lastId);
      if (wasOpen && pause > firstPauseMs) following.onBack();
      wasOpen = true;
      pause = firstPauseMs;
      for await (const event of eventsOf(body)) {
        lastId = event.id;
        yield event;
      }
    } catch (error) {
      if (interrupted.aborted) return;
      if (!wasOpen || !isPassing(error)) throw error;
    }
    if (pause === firstPauseMs) following.onLost();
    await sleep(pause, undefined, { signal: interrupted }).catch(() => undefined);
    pause = Math.min(longestPauseMs, pause * 2);
  }
}

/** A sandbox that is away, or a connection that broke: both may come back. A world that is gone does not. */
function isPassing(error: unknown): boolean {
  return !(error instanceof CommandError) || error.exit === exits.noSandbox || error.exit === exits.token;
}

async function open(
  context: Context,
  { url, worldId }: Following,
  lastId: string | undefined,
): Promise<ReadableStream<Uint8Array>> {
  const address = await sandboxAddress(context, url);
  const request = new Request(
    `${address.url}${consoleBasePath}/worlds/${encodeURIComponent(worldId)}/events`,
    {
      headers: {
        Authorization: `Bearer ${address.token}`,
        Accept: 'text/event-stream',
        ...(lastId !== undefined && { 'Last-Event-ID': lastId }),
      },
      signal: context.interrupted,
    },
  );
  const response = await reach(context, address.url, request);
  if (response.ok && response.body) return response.body;
  throw refusal(
    context,
    address.url,
    response.status,
    (await response.json().catch(() => undefined)) as never,
  );
}

async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  const found: StreamEvent[] = [];
  const parser = createParser({
    onEvent: ({ id, event, data }) => {
      found.push({ id, event, data: JSON.parse(data) } as StreamEvent);
    },
  });
  const decoder = new TextDecoder();
  for await (const bytes of body) {
    parser.feed(decoder.decode(bytes, { stream: true }));
    yield* found.splice(0);
  }
}
