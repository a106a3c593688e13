import type { Request, Response } from 'express';
import type { EventStream } from '../handler.ts';

/** What a handler returns, whichever it is. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** Sends a reply, and keeps its body for whoever watches exchanges. */
export function send(request: Request, response: Response, { status, body }: Reply): void {
  response.status(status);
  if (isStream(body)) {
    response.setHeader('Content-Type', 'text/event-stream');
    response.flushHeaders();
    body.stream(response);
    return;
  }
  request.exchange.replied = body;
  response.json(body);
}

function isStream(body: unknown): body is EventStream {
  return typeof body === 'object' && body !== null && 'stream' in body && typeof body.stream === 'function';
}
