import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Doing } from '../oracle/timeline.ts';
import type { Exchange, Request } from './exchange.ts';
import type { Recorder } from './recorder.ts';
import { createSender } from './send.ts';

/** Stands before a target and its console for what sends by itself, so that the recorder sees it all the same. */
export interface Relay {
  origin: string;
  close(): void;
}

/** What is between two ends alone is not handed on. */
const ofTheHop = [
  'host',
  'connection',
  'keep-alive',
  'content-length',
  'transfer-encoding',
  'accept-encoding',
];

/** Under the base paths of both it answers what they answer. */
export async function openRelay(
  recorder: Recorder,
  { target, console }: { target: URL; console: URL },
): Promise<Relay> {
  const toConsole = createSender(console);
  const server = http.createServer((incoming, outgoing) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const whole = incoming.url ?? '/';
      const isConsole = whole.startsWith(`${console.pathname}/`);
      const request: Request = {
        method: incoming.method ?? 'GET',
        path: whole.slice((isConsole ? console : target).pathname.length),
        headers: handedOn(incoming.headers),
        body: chunks.length === 0 ? undefined : Buffer.concat(chunks).toString('utf8'),
      };
      const { response } = isConsole
        ? await done(recorder, request, toConsole.send)
        : await recorder.send(request);
      outgoing.writeHead(response.status, handedOn(response.headers)).end(response.text);
    })().catch(() => outgoing.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      toConsole.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

function handedOn(headers: http.IncomingHttpHeaders): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => !ofTheHop.includes(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}

const doings: readonly [method: string, path: RegExp, operation: Doing['operation']][] = [
  ['POST', /^\/worlds$/, 'createWorld'],
  ['PATCH', /^\/worlds\/([^/]+)$/, 'updateWorld'],
  ['POST', /^\/worlds\/([^/]+)\/inbound-messages$/, 'simulateInboundMessage'],
  ['POST', /^\/worlds\/([^/]+)\/clock\/advance$/, 'advanceClock'],
];

/** Sends to the console; what the model knows is noted as done, once it has succeeded. */
async function done(
  recorder: Recorder,
  request: Request,
  send: (request: Request) => Promise<Exchange>,
): Promise<Exchange> {
  const known = doings.find(([method, path]) => method === request.method && path.test(request.path));
  if (!known) return send(request);
  const [, path, operation] = known;
  const worldId = path.exec(request.path)?.[1];
  const input = JSON.parse(String(request.body ?? '{}')) as Record<string, unknown>;
  let exchange: Exchange | undefined;
  try {
    await recorder.doing({ operation, input, ...(worldId !== undefined && { worldId }) }, async () => {
      exchange = await send(request);
      const { status, json } = exchange.response;
      if (status >= 300) throw new Error(`the console answered ${status}`);
      return (json as { data: unknown }).data;
    });
  } catch (error) {
    if (!exchange) throw error;
  }
  return exchange ?? send(request);
}
