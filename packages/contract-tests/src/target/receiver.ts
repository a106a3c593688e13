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
  /** Text of the next answers, where their status has one. */
  body: string;
  /** How long the next answers are thought over, in milliseconds; `Infinity`: for ever. */
  delayMs: number;
  /** Waits until so many deliveries have arrived in all; gives up after some seconds. */
  until(count: number): Promise<void>;
  /** Waits until every delivery that came is over; gives up after so many milliseconds. */
  ended(timeout: number): Promise<void>;
  close(): void;
}

const timeoutMs = 5000;

/** Answers that have no body by HTTP. */
const bodiless: readonly number[] = [204, 205, 304];

/** What comes to it is noted in the run's record, where there is one. */
export async function openReceiver(recorder?: Pick<Recorder, 'arrived' | 'receiver'>): Promise<Receiver> {
  const running = new Set<http.ServerResponse>();
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
      running.add(response);
      response.once('close', () => running.delete(response));
      const { answer: status, headers: more, delayMs } = receiver;
      if (delayMs === Infinity) {
        const answer = { status: null, headers: {}, body: '' };
        response.once('close', () =>
          recorder?.arrived({ headers, body, at, answeredAt: Date.now(), answer }),
        );
        return;
      }
      const said = bodiless.includes(status) ? '' : receiver.body;
      const reply = (): void => {
        const answeredAt = Date.now();
        response.writeHead(status, more).end(said);
        recorder?.arrived({ headers, body, at, answeredAt, answer: { status, headers: more, body: said } });
      };
      if (delayMs === 0) reply();
      else setTimeout(reply, delayMs);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    arrivals: [],
    answer: 200,
    headers: {},
    body: 'ok',
    delayMs: 0,
    async until(count) {
      const deadline = performance.now() + timeoutMs;
      while (receiver.arrivals.length < count && performance.now() < deadline) {
        await new Promise((wait) => setTimeout(wait, 10));
      }
    },
    async ended(timeout) {
      const deadline = performance.now() + timeout;
      while (running.size > 0 && performance.now() < deadline) {
        await new Promise((wait) => setTimeout(wait, 20));
      }
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  recorder?.receiver(new URL(receiver.url).origin);
  return receiver;
}
