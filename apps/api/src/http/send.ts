import { endReply } from '@atteny/request-reading';
import type { Express, Request, Response } from 'express';
import type { EventStream, Reply } from '../handler.ts';

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

/**
 * Lets an app send JSON in one piece. Express's own way also thinks of content types, encodings, ETags and conditional
 * requests, none of which this API has, and writes head and body apart.
 */
export function sendPlainJson({ response }: Express): void {
  response.json = function json(body) {
    const text = JSON.stringify(body);
    this.setHeader('Content-Type', 'application/json; charset=utf-8');
    this.setHeader('Content-Length', Buffer.byteLength(text));
    endReply(this.req, this, text);
    return this;
  };
}
