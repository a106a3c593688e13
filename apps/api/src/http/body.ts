import type { IncomingMessage } from 'node:http';
import { limits } from '@atteny/contract';
import type { RequestHandler } from 'express';
import { Refusal } from '../failures.ts';
import { present } from './present.ts';
import { detailsOf } from './validation-details.ts';

const json = /^application\/json *(; *charset="?utf-8"?)? *;? *$/i;
const suspiciousEscape = /\\u(?:0000|d[89a-f])/i;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads and parses the body where the operation takes one: 415 for what is not JSON in UTF-8, 413 for what is too
 * long, 400 for what does not parse. What no operation asked for is not read.
 */
export const body: RequestHandler = async (request, _response, next) => {
  const contentType = request.headers['content-type'];
  // The validator keeps something for every content type it meets; it shall meet this one only.
  delete request.headers['content-type'];
  const { body: expected } = present(request.exchange.operation);
  if (expected === 'none' || !carriesBody(request)) {
    if (expected === 'required') request.exchange.rawBody = Buffer.alloc(0);
    return next();
  }
  if (!json.test(contentType ?? '') || !isPlain(request)) throw new Refusal('unsupportedMediaType');
  const raw = await read(request, limits.requestBodyBytes);
  request.exchange.rawBody = raw;
  request.headers['content-type'] = 'application/json';
  return next();
};

/** Parses what was read; part of judging the contract, after the scope and the size. */
export const parse: RequestHandler = (request, _response, next) => {
  const { rawBody } = request.exchange;
  // No body at all is the contract's affair: it says whether one is due.
  if (rawBody === undefined || rawBody.length === 0) return next();
  let text: string;
  try {
    text = utf8.decode(rawBody);
    request.body = JSON.parse(text);
  } catch (cause) {
    throw new Refusal('malformedJson', { cause });
  }
  // UTF-8 has no halves of surrogate pairs and JSON no bare NUL: only escapes can bring them.
  if (suspiciousEscape.test(text)) JSON.parse(text, refuseIllFormed);
  return next();
};

function refuseIllFormed(name: string, value: unknown): unknown {
  for (const text of [name, value]) {
    if (typeof text !== 'string' || (text.isWellFormed() && !text.includes('\0'))) continue;
    throw new Refusal('invalidBody', {
      details: detailsOf([{ path: `/body/${name}`, errorCode: 'encoding' }]),
    });
  }
  return value;
}

function carriesBody(request: IncomingMessage): boolean {
  return (
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0
  );
}

function isPlain(request: IncomingMessage): boolean {
  return (request.headers['content-encoding'] ?? 'identity').toLowerCase() === 'identity';
}

function read(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limit)
    return Promise.reject(new Refusal('payloadTooLarge'));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const collect = (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) {
        chunks.push(chunk);
        return;
      }
      request.off('data', collect);
      reject(new Refusal('payloadTooLarge'));
    };
    request.on('data', collect);
    request.once('end', () => resolve(Buffer.concat(chunks)));
    // Whoever went away while sending gets no answer; it is no failure of ours.
    request.once('error', (cause) => reject(new Refusal('malformedJson', { cause })));
  });
}
