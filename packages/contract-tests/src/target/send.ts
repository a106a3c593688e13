import http from 'node:http';
import https from 'node:https';
import type { Exchange, Request } from './exchange.ts';
import { TargetError } from './target-error.ts';

/** Seconds after which a target counts as hanging, unless told otherwise. */
export const usualTimeout = 30;
const largestReply = 32 * 1024 * 1024;

/**
 * Sends one request with its path untouched (fetch would tidy `..` and `%2e`), over kept-alive connections.
 * @throws TargetError when the target cannot be reached, does not answer in time or does not speak HTTP.
 */
export function createSender(
  base: URL,
  timeout = usualTimeout,
): {
  send: (request: Request) => Promise<Exchange>;
  close: () => void;
} {
  const secure = base.protocol === 'https:';
  const agent = new (secure ? https : http).Agent({ keepAlive: true, maxSockets: 16 });
  const where = base.origin;
  return {
    close: () => agent.destroy(),
    send: (request) =>
      new Promise<Exchange>((resolve, reject) => {
        const path = `${base.pathname.replace(/\/$/, '')}${request.path}`;
        const length =
          request.body === undefined ? {} : { 'content-length': String(Buffer.byteLength(request.body)) };
        const options: https.RequestOptions = {
          method: request.method,
          hostname: base.hostname.replace(/^\[|\]$/g, ''),
          port: base.port === '' ? (secure ? 443 : 80) : base.port,
          path,
          agent,
          headers: { accept: 'application/json', ...length, ...request.headers },
          signal: AbortSignal.timeout(timeout * 1000),
        };
        const outgoing = (secure ? https : http).request(options, (incoming) => {
          const chunks: Buffer[] = [];
          let size = 0;
          incoming.on('data', (chunk: Buffer) => {
            size += chunk.length;
            if (size > largestReply) outgoing.destroy(new Error('a reply of more than 32 MB'));
            chunks.push(chunk);
          });
          incoming.on('error', (error) => reject(failure(where, request, error, timeout)));
          incoming.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            const headers = Object.fromEntries(
              Object.entries(incoming.headers).map(([name, value]) => [
                name,
                Array.isArray(value) ? value.join(', ') : (value ?? ''),
              ]),
            );
            resolve({
              request,
              response: { status: incoming.statusCode ?? 0, headers, text, json: parsed(text) },
            });
          });
        });
        outgoing.on('error', (error) => reject(failure(where, request, error, timeout)));
        outgoing.end(request.body);
      }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function failure(
  where: string,
  request: Request,
  cause: Error & { code?: string },
  timeout: number,
): TargetError {
  const asked = `${request.method} ${request.path.slice(0, 120)}`;
  const told = { cause, request };
  if (cause.code === 'ECONNREFUSED') {
    return new TargetError(`nothing listens at ${where}. Start the server, or correct --target.`, told);
  }
  if (cause.code === 'ENOTFOUND' || cause.code === 'EAI_AGAIN') {
    return new TargetError(`the name of ${where} does not resolve. Correct --target.`, told);
  }
  if (cause.name === 'AbortError' || cause.name === 'TimeoutError') {
    return new TargetError(`${where} did not answer ${asked} within ${timeout} s.`, told);
  }
  return new TargetError(`${where} broke off while answering ${asked}: ${cause.message}.`, told);
}
