import type { IncomingHttpHeaders } from 'node:http';
import { RequestRefusal } from './refusal.ts';

/** Whether a request sends a body at all, by its headers. */
export function carriesBody(headers: IncomingHttpHeaders): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/**
 * Lets through a body that is announced as JSON in UTF-8, not compressed.
 * @throws RequestRefusal for any other media type or charset, and for a content encoding, which is named as such
 */
export function demandJson(headers: IncomingHttpHeaders): void {
  if (!isJson(headers['content-type'] ?? '')) throw new RequestRefusal('unsupportedMediaType');
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? '';
  if (encoding !== '' && encoding !== 'identity') throw new RequestRefusal('unsupportedContentEncoding');
}

/** What stands between two semicolons; a semicolon within quotation marks belongs to it. */
const parts = /(?:[^";]|"(?:\\.|[^"\\])*"?)+/g;
const charsetParameter = /^\s*charset\s*=\s*(?:"(.*)"|(.*?))\s*$/i;
const charsets: ReadonlySet<string> = new Set(['utf-8', 'utf8']);

function isJson(contentType: string): boolean {
  if (contentType === 'application/json') return true;
  const [type = '', ...parameters] = contentType.match(parts) ?? [];
  if (type.trim().toLowerCase() !== 'application/json') return false;
  // Other parameters say nothing about how the body is read.
  return parameters.every((parameter) => {
    const [, quoted, bare] = charsetParameter.exec(parameter) ?? [];
    const charset = quoted ?? bare;
    return charset === undefined || charsets.has(charset.toLowerCase());
  });
}
