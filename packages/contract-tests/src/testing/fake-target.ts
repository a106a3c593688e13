import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { subjects, type Subject } from '../contract/catalog.ts';

/** A reply as a test may change it. */
export interface Draft {
  status: number;
  headers: Record<string, string>;
  json: unknown;
}

/** What arrived. */
export interface Asked {
  method: string;
  path: string;
  key: string;
  json: unknown;
}

export interface FakeTarget {
  base: URL;
  close(): Promise<void>;
}

/** A server on loopback that answers every request by one function. */
export async function openTarget(answer: (asked: Asked) => Draft): Promise<FakeTarget> {
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { status, headers, json } = answer({
        method: request.method ?? '',
        path: (request.url ?? '').split('?')[0] ?? '',
        key: (request.headers.authorization ?? '').replace('Bearer ', ''),
        json: parsed(Buffer.concat(chunks).toString('utf8')),
      });
      response.writeHead(status, headers).end(JSON.stringify(json));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    base: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** A sound reply of the contract: an example of a status (of a code, when one is named) under every header that it promises. */
export function exampleReply(subject: Subject, status: number, code?: string): Draft {
  const examples = subject.replies.get(status)?.examples ?? [];
  const example = examples.find(
    ({ value }) => code === undefined || (value as { code?: string }).code === code,
  );
  return { status, headers: { ...soundHeaders(status) }, json: structuredClone(example?.value) };
}

/** The operation that a request means; undefined where no path of the contract fits. */
export function operationOf({ method, path }: Asked): Subject | undefined {
  return subjects.find(
    ({ operation }) =>
      operation.method.toUpperCase() === method &&
      new RegExp(`^${operation.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
}

/** The headers of a reply that went past the credentials, at a minute and a month that hold together. */
export function soundHeaders(status: number): Record<string, string> {
  return {
    'content-type': 'application/json; charset=utf-8',
    date: 'Mon, 16 Mar 2026 14:05:09 GMT',
    'x-request-id': 'req_1',
    'x-ratelimit-limit': '120',
    'x-ratelimit-remaining': status === 429 ? '0' : '119',
    'x-ratelimit-reset': '1773669960',
    'x-api-quota-limit': 'unlimited',
    'x-api-quota-remaining': 'unlimited',
    'x-api-quota-used': '1',
    'x-api-quota-reset': '1775001600',
    ...(status === 429 && { 'retry-after': '51' }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
