import { request as requestHttp } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Operation } from '@atteny/contract';
import type { Request, Response } from 'express';
import { randomBase62 } from '../../ids.ts';
import { failureNamed, Refusal } from '../../failures.ts';
import type { Admitted } from '../../http/pipeline.ts';
import { codeOf, type Fault, type FaultPlans } from './fault-plans.ts';

const page = '<!doctype html><title>502 Bad Gateway</title><h1>502 Bad Gateway</h1>';
const repetition = 'x-atteny-repetition';

/**
 * The last step before an operation: does to a request what its world's plan has for it. `gone`: the connection is cut,
 * and nobody is left to answer.
 */
export function requestFaults(plans: FaultPlans) {
  const repetitions = new Set<string>();
  return async ({
    request,
    response,
    exchange,
    operation,
    caller,
  }: Admitted): Promise<'gone' | 'goes on'> => {
    const repeated = repetitions.delete(String(request.headers[repetition]));
    const fault = repeated ? undefined : plans.next(caller.organization.id, { on: 'REQUEST', operation });
    if (fault) {
      exchange.fault = fault.mark;
      await befall(fault, operation, request, response, repetitions);
    }
    return request.socket.destroyed ? 'gone' : 'goes on';
  };
}

async function befall(
  { rule }: Fault,
  operation: Operation,
  request: Request,
  response: Response,
  repetitions: Set<string>,
): Promise<void> {
  switch (rule.effect) {
    case 'STATUS': {
      const status = rule.status ?? 500;
      const code = codeOf(rule, operation);
      const name = code && failureNamed(status, code);
      if (name) throw new Refusal(name, { headers: status === 429 ? { 'Retry-After': '1' } : {} });
      return;
    }
    case 'DELAY':
      await delay(rule.milliseconds, response);
      return;
    case 'CUT_BEFORE':
      // What 503 promises holds here too: nothing was done.
      response.statusCode = 503;
      request.socket.destroy();
      return;
    case 'CUT_AFTER':
      insteadOfReply(response, () => request.socket.destroy());
      return;
    case 'TRUNCATED':
      insteadOfReply(response, (body, send) => {
        response.setHeader('Content-Length', body.length);
        response.write(body.subarray(0, Math.floor(body.length / 2)), () => request.socket.destroy());
        void send;
      });
      return;
    case 'EMPTY':
      insteadOfReply(response, (_body, send) => send(Buffer.alloc(0)));
      return;
    case 'HTML':
      insteadOfReply(response, (_body, send) => {
        response.statusCode = 502;
        response.setHeader('Content-Type', 'text/html; charset=utf-8');
        send(Buffer.from(page));
      });
      return;
    case 'DUPLICATE':
      await repeat(request, repetitions);
      return;
    // A plan with these on requests is refused.
    case 'REORDER':
    case 'DROP':
    case 'TAMPERED':
    case 'WRONG_SECRET':
    case 'STALE':
    case 'UNKNOWN_EVENT':
  }
}

/** Waits, but not for a client that is gone: a server that is to end would wait with it. */
async function delay(milliseconds: number | undefined, response: Response): Promise<void> {
  if (response.closed) return;
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  await sleep(milliseconds, undefined, { signal: gone.signal }).catch(() => undefined);
}

/** Takes the reply's whole body where it would be sent, once the work is done. */
function insteadOfReply(
  response: Response,
  reply: (body: Buffer, send: (body: Buffer) => void) => void,
): void {
  const end = response.end.bind(response) as (body: Buffer) => Response;
  response.end = ((chunk?: string | Buffer) => {
    response.end = end as never;
    reply(Buffer.from(chunk ?? ''), (body) => {
      response.setHeader('Content-Length', body.length);
      end(body);
    });
    return response;
  }) as never;
}

/** Sends the same request to this server once more, as a network does that repeats; waits for its answer. */
async function repeat({ socket, method, originalUrl, headers, exchange }: Request, repetitions: Set<string>) {
  const mark = randomBase62(32);
  repetitions.add(mark);
  await new Promise<void>((resolve) => {
    const { localAddress: host, localPort: port } = socket;
    const again = requestHttp(
      { host, port, method, path: originalUrl, headers: { ...headers, [repetition]: mark }, agent: false },
      (reply) => reply.resume().on('close', resolve),
    );
    again.on('error', () => resolve());
    again.end(exchange.rawBody);
  });
  repetitions.delete(mark);
}
