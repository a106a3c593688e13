import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Arrival } from './exchange.ts';
import type { Recorder } from './recorder.ts';

/** A receiver of webhooks on loopback whose answer a check can change. */
export interface Receiver {
  url: string;
  arrivals: Arrival[];
  /** Status of the next answers. */
  answer: number;
  /** Headers of the next answers. */
  headers: Record<string, string>;
  /** Waits until so many deliveries have arrived in all; gives up after some seconds. */
  until(count: number): Promise<void>;
  close(): void;
}

const patienceMs = 5000;

/** What comes to it is noted in the run's record, where there is one. */
export async function openReceiver(recorder?: Pick<Recorder, 'arrived' | 'receiver'>): Promise<Receiver> {
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      const body = Buffer.concat(chunks).toString('utf8');
      const at = Date.now();
      receiver.arrivals.push({ headers, body });
      const said = receiver.answer === 204 ? '' : 'ok';
      const answeredAt = Date.now();
      response.writeHead(receiver.answer, receiver.headers).end(said);
      const answer = { status: receiver.answer, headers: receiver.headers, body: said };
      recorder?.arrived({ headers, body, at, answeredAt, answer });
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    arrivals: [],
    answer: 200,
    headers: {},
    async until(count) {
      const deadline = performance.now() + patienceMs;
      while (receiver.arrivals.length < count && performance.now() < deadline)
        await new Promise((wait) => setTimeout(wait, 10));
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  recorder?.receiver(new URL(receiver.url).origin);
  return receiver;
}
