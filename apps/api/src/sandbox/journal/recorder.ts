import { setTimeout as pause } from 'node:timers/promises';
import { consoleLimits } from '@atteny/contract';
import type { JournalHeaders, JournalRequest } from '@atteny/contract/console';
import { consoleDocument, numberAt, patternAt, publicDocument } from '@atteny/contract/documents';
import type { Database } from '../../db/database.ts';
import type { Finished, Watcher } from '../../http/arrival.ts';
import { type JournalEntry, requestJournal } from './journal.ts';
import { instant } from '../../clock.ts';
import { shownPrefix } from '../../keys/format.ts';

export interface JournalRecorderOptions {
  database: Database;
  /** Told of each request as it ends. */
  onRequest: (organizationId: string, request: JournalRequest) => void;
  onError: (error: unknown) => void;
}

/** What ends within so many milliseconds shares a transaction, which costs as much as a request does. */
const gatherMs = 5;
/** Requests of one organization between two trims. */
const trimEvery = 1_000;

/**
 * Writes every request of a world down, behind the replies: many share one transaction. `flushed` resolves when all
 * that ended before has been written, so that who reads the journal finds his own requests in it.
 */
export function createJournalRecorder({ database, onRequest, onError }: JournalRecorderOptions) {
  const journal = requestJournal(database);
  const written = new Map<string, number>();
  let waiting: JournalEntry[] = [];
  let writing: Promise<void> | null = null;

  async function write(): Promise<void> {
    while (waiting.length > 0) {
      await pause(gatherMs);
      const entries = waiting;
      waiting = [];
      try {
        await journal.write(entries);
        for (const { organizationId } of entries) await count(organizationId);
      } catch (error) {
        onError(error);
      }
    }
    writing = null;
  }

  async function count(organizationId: string): Promise<void> {
    const total = (written.get(organizationId) ?? 0) + 1;
    written.set(organizationId, total % trimEvery);
    if (total === trimEvery) await journal.trim(organizationId);
  }

  const watcher: Watcher = (finished) => {
    const entry = entryOf(finished);
    if (!entry) return;
    onRequest(entry.organizationId, entry.request);
    waiting.push(entry);
    writing ??= write();
  };

  return {
    watcher,
    flushed: async (): Promise<void> => {
      // A reply reaches its client a moment before the connection tells that it did.
      await new Promise((resolve) => setImmediate(resolve));
      await writing;
    },
  };
}

const longestTarget = numberAt(consoleDocument, 'JournalRequest', 'properties', 'target', 'maxLength');
const longestDuration = numberAt(consoleDocument, 'JournalRequest', 'properties', 'durationMs', 'maximum');

/** What the journal keeps of an exchange; null when it belongs to no organization or was never answered. */
function entryOf({ exchange, request, response, duration }: Finished): JournalEntry | null {
  const { caller, operation, replied, fault = null } = exchange;
  if (!caller || !operation || !(response.headersSent || fault)) return null;
  const { key, organization } = caller;
  return {
    organizationId: organization.id,
    request: {
      id: exchange.requestId,
      at: instant(exchange.startedAt + key.organization.clockOffset),
      durationMs: Math.min(Math.max(0, Math.round(duration)), longestDuration),
      method: request.method,
      target: redacted(targetOf(exchange)).slice(0, longestTarget),
      operationId: operation.operationId,
      keyPrefix: key.prefix,
      requestHeaders: shownHeaders(request.headers),
      requestBody: shownBody(exchange.rawBody?.toString('utf8')),
      status: response.statusCode,
      code: codeOf(replied),
      responseHeaders: shownHeaders(response.getHeaders()),
      responseBody: shownBody(replied === undefined ? undefined : JSON.stringify(replied)),
      fault,
    },
  };
}

function targetOf({ target: { path, query } }: Finished['exchange']): string {
  return query === '' ? path : `${path}?${query}`;
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

const apiKey = anywhere(patternAt(consoleDocument, 'ApiKeyValue', 'pattern'));
const webhookSecret = anywhere(patternAt(publicDocument, 'WebhookSecretValue', 'pattern'));
const hiddenHeaders = new Set(['cookie', 'set-cookie', 'proxy-authorization']);
const mostHeaders = numberAt(consoleDocument, 'JournalHeaders', 'maxProperties');
const longestHeader = numberAt(consoleDocument, 'JournalHeaders', 'additionalProperties', 'maxLength');

/** Text without its secrets: of a key its beginning stays, of a webhook secret its kind. */
export function redacted(text: string): string {
  return text.replaceAll(apiKey, (key) => `${shownPrefix(key)}…`).replaceAll(webhookSecret, 'whsec_…');
}

/** The pattern of a whole text, for wherever such a text stands in another. */
function anywhere({ source }: RegExp): RegExp {
  return new RegExp(source.replace(/^\^(.*)\$$/, '$1'), 'g');
}

/** Headers as they are shown: names in lower case, repeated values joined, secrets hidden. */
function shownHeaders(headers: Record<string, number | string | string[] | undefined>): JournalHeaders {
  const shown: JournalHeaders = {};
  for (const [name, value] of Object.entries(headers).slice(0, mostHeaders)) {
    if (value === undefined) continue;
    const text = Array.isArray(value) ? value.join(', ') : String(value);
    const key = name.toLowerCase();
    shown[key] = hiddenHeaders.has(key) ? '…' : shownHeader(key, text);
  }
  return shown;
}

function shownHeader(name: string, text: string): string {
  const hidden = redacted(text).slice(0, longestHeader);
  if (name !== 'authorization' || hidden.includes('…')) return hidden;
  // Something that is no key of ours: a typing error may still be most of a secret.
  return `${/^\S{1,20} /.exec(text)?.[0] ?? ''}…`;
}
