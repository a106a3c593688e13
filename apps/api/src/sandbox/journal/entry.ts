import { consoleLimits } from '@atteny/contract';
import type { JournalRequest } from '@atteny/contract/console';
import type { Finished } from '../../http/watch.ts';
import { redacted, shownHeaders } from './redact.ts';

export type JournalEntry = { organizationId: string; request: JournalRequest };

const longestTarget = 8_192;
const longestDuration = 3_600_000;

/** What the journal keeps of an exchange; null when it belongs to no organization or was never answered. */
export function entryOf({ exchange, request, response, duration }: Finished): JournalEntry | null {
  const { key, organization, operation, replied } = exchange;
  if (!key || !organization || !operation || !response.headersSent) return null;
  return {
    organizationId: organization.id,
    request: {
      id: exchange.requestId,
      at: new Date(exchange.startedAt + key.organization.clockOffset).toISOString(),
      durationMs: Math.min(Math.max(0, Math.round(duration)), longestDuration),
      method: request.method,
      target: redacted(exchange.target).slice(0, longestTarget),
      operationId: operation.operationId,
      keyPrefix: key.prefix,
      requestHeaders: shownHeaders(request.headers),
      requestBody: shownBody(exchange.rawBody?.toString('utf8')),
      status: response.statusCode,
      code: codeOf(replied),
      responseHeaders: shownHeaders(response.getHeaders()),
      responseBody: shownBody(replied === undefined ? undefined : JSON.stringify(replied)),
    },
  };
}

function shownBody(text: string | undefined): string | null {
  if (text === undefined || text === '') return null;
  const shown = redacted(text).replaceAll('\0', '\uFFFD');
  if (Buffer.byteLength(shown) <= consoleLimits.journalBodyBytes) return shown;
  const start = Buffer.from(shown).subarray(0, consoleLimits.journalBodyBytes);
  // A character cut in two by the limit is left out.
  return new TextDecoder().decode(start, { stream: true });
}

function codeOf(replied: unknown): string | null {
  const code = typeof replied === 'object' && replied && 'code' in replied ? replied.code : null;
  return typeof code === 'string' ? code : null;
}
