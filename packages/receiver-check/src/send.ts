import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

/** One request as it leaves. */
export interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined: no body at all, not even one of no bytes. */
  readonly body: Buffer | undefined;
}

/** Why there was no reply: nobody there, a certificate, no TLS at all, too slow, or a connection that broke. */
export type Failure = 'unreachable' | 'tls' | 'no-tls' | 'timeout' | 'cut';

/** What came of a request: a reply, or why there was none. */
export type Answer =
  | {
      readonly kind: 'reply';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      readonly milliseconds: number;
    }
  | {
      readonly kind: 'failed';
      readonly failure: Failure;
      readonly detail: string;
      readonly milliseconds: number;
    };

/** How much of a reply is read, as a sender does. */
const replyBytes = 20_000;

/**
 * POSTs once over a connection of its own, follows nothing, and waits `timeoutMs` for all of it, the reply's body
 * included. Resolves always.
 */
export async function post(url: URL, { headers, body }: Sent, timeoutMs: number): Promise<Answer> {
  const length = body && { 'content-length': String(body.length) };
  return await exchange(url, 'POST', { accept: '*/*', ...headers, ...length }, body, timeoutMs);
}

/** GETs once, to see who answers. Resolves always. */
export async function look(url: URL, timeoutMs: number): Promise<Answer> {
  return await exchange(url, 'GET', { accept: '*/*' }, undefined, timeoutMs);
}

async function exchange(
  url: URL,
  method: string,
  headers: Record<string, string>,
  body: Buffer | undefined,
  timeoutMs: number,
): Promise<Answer> {
  const begun = performance.now();
  const passed = () => Math.round(performance.now() - begun);
  const signal = AbortSignal.timeout(timeoutMs);
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  const request = send(url, { method, headers, agent: false, signal });
  // Without a body there is no Content-Length: 0 either, as with curl -X POST.
  request.useChunkedEncodingByDefault = false;
  try {
    const reply = await new Promise<IncomingMessage>((resolve, reject) => {
      request.on('response', resolve);
      request.on('error', reject);
      request.end(body);
    });
    const text = await readSome(reply);
    return {
      kind: 'reply',
      status: reply.statusCode ?? 0,
      headers: textOf(reply.headers),
      body: text,
      milliseconds: passed(),
    };
  } catch (error) {
    return {
      kind: 'failed',
      failure: signal.aborted ? 'timeout' : failureOf(error),
      detail: detailOf(error),
      milliseconds: passed(),
    };
  } finally {
    request.on('error', () => undefined);
    request.destroy();
  }
}

async function readSome(reply: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of reply) {
    parts.push(part as Buffer);
    length += (part as Buffer).length;
    if (length >= replyBytes) break;
  }
  return Buffer.concat(parts).subarray(0, replyBytes).toString('utf8');
}

function textOf(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

const unreachable = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ETIMEDOUT',
]);

function failureOf(error: unknown): Failure {
  const code = codeOf(error);
  if (unreachable.has(code)) return 'unreachable';
  if (/wrong version number|packet length too long|http request/.test(reasonOf(error))) return 'no-tls';
  return /CERT|SIGNED|SIGNATURE|ERR_TLS|ERR_SSL|EPROTO|HOSTNAME_MISMATCH|_CA$/.test(code) ? 'tls' : 'cut';
}

function detailOf(error: unknown): string {
  const code = codeOf(error);
  const message = reasonOf(error) || (error instanceof Error ? error.message : String(error));
  return code && !message.includes(code) ? `${code}: ${message}` : message || code;
}

/** What OpenSSL finds wrong: its messages have addresses and paths of its own around it. */
const reasonOf = (error: unknown): string =>
  (error instanceof Error && /:SSL routines:[^:]*:([^:]+):/.exec(error.message)?.[1]) || '';

function codeOf(error: unknown): string {
  // A name with several addresses fails with one error for each.
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
