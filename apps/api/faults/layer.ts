import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { basePath } from '@atteny/contract';
import type { Asked, Fault, Reply } from './fault.ts';

/** A layer around the whole app that commits the fault that is switched on. The console is left alone. */
export function layer(app: RequestListener, current: () => Fault | undefined): RequestListener {
  return (request, response) => {
    const fault = current();
    if (!request.url?.toLowerCase().startsWith(basePath)) fault?.console?.(request.url ?? '');
    if (fault && request.url?.toLowerCase().startsWith(basePath)) {
      const asked = askedOf(request);
      fault.request?.(request);
      if (fault.reply) intercept(response, (reply) => void fault.reply?.(reply, asked));
    }
    app(request, response);
  };
}

function askedOf({ method = '', url = '', headers }: IncomingMessage): Asked {
  const [path = '', query = ''] = url.slice(basePath.length).split('?');
  const idempotencyKey = headers['idempotency-key'];
  return {
    method,
    path,
    query: new URLSearchParams(query),
    key: (headers.authorization ?? '').replace(/^Bearer +/i, ''),
    idempotencyKey: typeof idempotencyKey === 'string' ? idempotencyKey : undefined,
  };
}

/** Holds a reply back until it is whole, lets it be damaged, and sends what became of it. */
function intercept(response: ServerResponse, damage: (reply: Reply) => void): void {
  const chunks: Buffer[] = [];
  const keep = (chunk: unknown): void => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk as string));
  };
  const writeHead = (status: number, ...rest: unknown[]): ServerResponse => {
    response.statusCode = status;
    const given = rest.at(-1);
    if (typeof given === 'object' && given !== null) {
      for (const [name, value] of Object.entries(given)) response.setHeader(name, value as string);
    }
    return response;
  };
  const finish = (chunk?: unknown): ServerResponse => {
    keep(chunk);
    for (const own of ['writeHead', 'write', 'end']) Reflect.deleteProperty(response, own);
    const headers = Object.fromEntries(
      Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]),
    );
    const reply: Reply = {
      status: response.statusCode,
      headers,
      body: parsed(Buffer.concat(chunks).toString('utf8')),
    };
    damage(reply);
    const text =
      typeof reply.body === 'string' || reply.body instanceof Uint8Array
        ? reply.body
        : JSON.stringify(reply.body);
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    for (const [name, value] of Object.entries(reply.headers)) {
      if (name !== 'content-length') response.setHeader(name, value);
    }
    response.statusCode = reply.status;
    if (reply.status !== 204) response.setHeader('Content-Length', Buffer.byteLength(text));
    return response.end(text);
  };
  Object.assign(response, { writeHead, write: (chunk: unknown) => (keep(chunk), true), end: finish });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
