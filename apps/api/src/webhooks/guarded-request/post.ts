import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, isIPv6, type LookupFunction } from 'node:net';
import { rootCertificates } from 'node:tls';
import { AttemptFailure, type AttemptOutcome } from './attempt-outcome.ts';
import { hostOf } from './receiver-url.ts';

export interface PostSettings {
  /** How much of a reply is read at the most. */
  responseBytes: number;
  /** Certificates to trust besides the public ones (PEM). */
  certificateAuthorities?: string[];
}

export interface CheckedRequest {
  url: URL;
  /** The addresses that were checked: the only ones a connection is made to. */
  addresses: string[];
  headers: Record<string, string>;
  body: string;
  signal: AbortSignal;
  settings: PostSettings;
}

const maximumHeaderBytes = 16_384;
/** Informational replies (1xx) before the one that counts; their bytes have the bound of its head. */
const mostInformational = 10;
const leastFinalStatus = 200;

/**
 * Sends one POST over a connection of its own and writes into `outcome` what comes back, so that a status survives
 * a body that never ends. Rejects with what broke.
 */
export async function post(checked: CheckedRequest, outcome: Partial<AttemptOutcome>): Promise<void> {
  const { url, headers, body, signal, settings } = checked;
  const host = hostOf(url);
  const secure = url.protocol === 'https:';
  const bytes = Buffer.from(body, 'utf8');
  const request = (secure ? requestHttps : requestHttp)({
    method: 'POST',
    host,
    port: url.port || (secure ? 443 : 80),
    path: `${url.pathname}${url.search}`,
    headers: {
      ...headers,
      host: url.host,
      'accept-encoding': 'identity',
      'content-length': bytes.length,
      connection: 'close',
    },
    lookup: lookupAmong(checked.addresses),
    // A connection of its own for each attempt: a kept one that the receiver just closed would count as a failure.
    agent: false,
    signal,
    maxHeaderSize: maximumHeaderBytes,
    insecureHTTPParser: false,
    ...(secure && {
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2' as const,
      ...(isIP(host) ? {} : { servername: host }),
      ...(settings.certificateAuthorities && {
        ca: [...rootCertificates, ...settings.certificateAuthorities],
      }),
    }),
  });
  try {
    const reply = await replyTo(request, bytes);
    outcome.statusCode = finalStatusOf(reply);
    outcome.redirectLocation = redirectLocationOf(reply, url);
    outcome.retryAfter = reply.headers['retry-after'] ?? null;
    outcome.responseBody = await readReplyBody(reply, settings.responseBytes);
  } finally {
    request.destroy();
  }
}

async function replyTo(request: ReturnType<typeof requestHttp>, body: Buffer): Promise<IncomingMessage> {
  return await new Promise((resolve, reject) => {
    request.on('response', resolve);
    request.on('error', reject);
    let informational = 0;
    request.on('information', () => {
      informational += 1;
      const bytes = request.socket?.bytesRead ?? 0;
      if (informational <= mostInformational && bytes <= maximumHeaderBytes) return;
      request.destroy(new AttemptFailure('INVALID_RESPONSE', 'informational replies without end'));
    });
    request.on('upgrade', (_reply, socket) => {
      socket.destroy();
      reject(new AttemptFailure('INVALID_RESPONSE', 'protocol switched'));
    });
    request.end(body);
  });
}

/** @throws AttemptFailure for what is no status of a reply, such as `HTTP/1.1 007`. */
function finalStatusOf({ statusCode = 0 }: IncomingMessage): number {
  if (statusCode < leastFinalStatus) throw new AttemptFailure('INVALID_RESPONSE', `status ${statusCode}`);
  return statusCode;
}

/** A lookup that knows the checked addresses alone, whatever name it is asked for. */
function lookupAmong(addresses: string[]): LookupFunction {
  const answers = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_name, options, answer) => {
    const [first] = answers;
    if (options.all || !first) answer(null, answers);
    else answer(null, first.address, first.family);
  };
}

/**
 * Reads a reply to its end, or until `maximum` bytes are there, and gives them as text.
 *
 * Bytes are taken as they came: nothing is decompressed, so that a small reply cannot grow. Text that a database
 * cannot hold (NUL) becomes U+FFFD, as does what is not UTF-8; a character cut in two by the limit is dropped.
 * `null` where there was no body. Rejects when the connection breaks before the end.
 */
export async function readReplyBody(reply: IncomingMessage, maximum: number): Promise<string | null> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let text = '';
  let room = maximum;
  for await (const chunk of reply as AsyncIterable<Buffer>) {
    text += decoder.decode(chunk.subarray(0, room), { stream: true });
    room -= chunk.length;
    if (room <= 0) break;
  }
  if (room > 0) text += decoder.decode();
  // Decoding keeps the number of characters at or below the number of bytes.
  return text === '' ? null : text.replaceAll('\0', '\uFFFD');
}

/**
 * Where a redirect of `from` points, as it may be kept and shown: whole, so that a wrong slash or domain is seen, but
 * without user, password, query and fragment, in which secrets travel. `null` for what is no redirect, and for what does
 * not lead to a web address.
 */
export function redirectLocationOf(
  { statusCode = 0, headers: { location } }: Pick<IncomingMessage, 'statusCode' | 'headers'>,
  from: URL,
): string | null {
  if (statusCode < 300 || statusCode > 399 || location === undefined) return null;
  const to = URL.parse(location, from.href);
  return to && /^https?:$/.test(to.protocol) ? `${to.origin}${to.pathname}` : null;
}
