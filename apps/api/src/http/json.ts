import type { Express } from 'express';

/**
 * Lets an app send JSON in one piece. Express's own way also thinks of content types, encodings, ETags and conditional
 * requests, none of which this API has, and writes head and body apart.
 */
export function sendPlainJson({ response }: Express): void {
  response.json = function json(body) {
    const text = JSON.stringify(body);
    this.setHeader('Content-Type', 'application/json; charset=utf-8');
    this.setHeader('Content-Length', Buffer.byteLength(text));
    this.end(text);
    return this;
  };
}
