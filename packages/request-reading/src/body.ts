import type { IncomingMessage } from 'node:http';
import type { Problem } from './details.ts';
import { RequestRefusal } from './refusal.ts';
import { isPlainText } from './text.ts';

/** The client went away, or stopped, before its body was whole. There is nobody to answer. */
export class BrokenOff extends Error {
  override readonly name = 'BrokenOff';
}

/**
 * The bytes of a body.
 * @param limit bytes
 * @param ask called before the first byte is awaited, when the length that was announced is within the limit
 * @throws RequestRefusal as soon as it proves longer than the limit
 * @throws BrokenOff when the connection ends before the body does
 */
export async function readBytes(
  request: IncomingMessage,
  limit: number,
  ask: () => void = () => {},
): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw new RequestRefusal('payloadTooLarge');
  ask();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else reject(new RequestRefusal('payloadTooLarge'));
    });
    request.once('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    request.once('error', (cause) => reject(new BrokenOff('The body could not be read.', { cause })));
    request.once('close', () => {
      if (!request.readableEnded) reject(new BrokenOff('The connection ended before the body.'));
    });
  });
}

/**
 * Whether nothing of a request has to be waited for: its body, if any, has come, and its client does not wait to be asked for it.
 * @param limit bytes that a body may have
 */
export function isWhole(request: IncomingMessage, limit: number): boolean {
  const { complete, readableLength, headers } = request;
  if (headers.expect !== undefined || readableLength > limit) return false;
  // Of what comes in one piece the body is known before its end is.
  return complete || readableLength === Number(headers['content-length']);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const suspiciousEscape = /\\u(?:0000|d[89a-f])/i;

export interface ReadJson {
  /** undefined when there is no body. */
  readonly value: unknown;
  /** Texts in it that are no well-formed Unicode, or hold NUL. */
  readonly problems: readonly Problem[];
}

/** @throws RequestRefusal for what is no JSON in UTF-8 */
export function readJson(bytes: Buffer | undefined): ReadJson {
  if (bytes === undefined || bytes.length === 0) return { value: undefined, problems: [] };
  let text: string;
  let value: unknown;
  try {
    text = utf8.decode(bytes);
    value = JSON.parse(text);
  } catch (cause) {
    throw new RequestRefusal('malformedJson', { cause });
  }
  // Bytes in UTF-8 hold neither half a surrogate pair, nor JSON a bare NUL: only escapes can bring them.
  return { value, problems: suspiciousEscape.test(text) ? textProblems(value) : [] };
}

function textProblems(body: unknown): Problem[] {
  const problems: Problem[] = [];
  const check = (text: string, path: readonly string[]) => {
    if (!isPlainText(text)) problems.push({ path, keyword: 'text', message: '' });
  };
  // A list of what is left to look at: a body may be nested deeper than calls can be.
  const rest: { value: unknown; path: readonly string[] }[] = [{ value: body, path: ['body'] }];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const { value, path } = next;
    if (typeof value === 'string') check(value, path);
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, part] of Object.entries(value)) {
      check(name, [...path, name]);
      rest.push({ value: part, path: [...path, name] });
    }
  }
  return problems;
}
