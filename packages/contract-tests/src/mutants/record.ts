import { readFileSync, writeFileSync } from 'node:fs';
import type { Entry } from '../oracle/timeline.ts';
import { TargetError } from '../target/target-error.ts';

/** Writes down all that a run saw. It holds the keys of its worlds: they are gone with them. */
export function writeRecord(file: string, entries: readonly Entry[]): void {
  writeFileSync(file, JSON.stringify(entries.map(bytesAsText)));
}

/** @throws TargetError when the file is no record of a run. */
export function readRecord(file: string): Entry[] {
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (cause) {
    throw new TargetError(`${file} is no record of a run: ${(cause as Error).message}.`, { cause });
  }
  if (!Array.isArray(read) || read.length === 0) {
    throw new TargetError(`${file} is no record of a run: it is empty.`);
  }
  return (read as Entry[]).map(textAsBytes);
}

/** A body that is no text is written as its bytes. */
function bytesAsText(entry: Entry): unknown {
  if (entry.kind !== 'exchange') return entry;
  const { exchange } = entry;
  if (!Buffer.isBuffer(exchange.request.body)) return entry;
  const body = { bytes: exchange.request.body.toString('base64') };
  return { ...entry, exchange: { ...exchange, request: { ...exchange.request, body } } };
}

function textAsBytes(entry: Entry): Entry {
  if (entry.kind !== 'exchange') return entry;
  const { exchange } = entry;
  const written = exchange.request.body as { bytes?: string } | string | undefined;
  if (typeof written !== 'object' || written.bytes === undefined) return entry;
  const body = Buffer.from(written.bytes, 'base64');
  return { ...entry, exchange: { ...exchange, request: { ...exchange.request, body } } };
}
