import { readFileSync, writeFileSync } from 'node:fs';
import type { Entry } from '../oracle/timeline.ts';
import { TargetError } from '../target/target-error.ts';

/** Writes down all that a run saw. It holds the keys of its worlds: they are gone with them. */
export function writeRecord(file: string, entries: readonly Entry[]): void {
  writeFileSync(file, JSON.stringify(entries, bytesAsText));
}

/** @throws TargetError when the file is no record of a run. */
export function readRecord(file: string): Entry[] {
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(file, 'utf8'), textAsBytes) as unknown;
  } catch (cause) {
    throw new TargetError(`${file} is no record of a run: ${(cause as Error).message}.`, { cause });
  }
  if (!Array.isArray(read) || read.length === 0) {
    throw new TargetError(`${file} is no record of a run: it is empty.`);
  }
  return read as Entry[];
}

function bytesAsText(_name: string, value: unknown): unknown {
  const held = value as { type?: unknown; data?: unknown } | null;
  return held?.type === 'Buffer' && Array.isArray(held.data)
    ? { bytes: Buffer.from(held.data as number[]).toString('base64') }
    : value;
}

function textAsBytes(_name: string, value: unknown): unknown {
  const held = value as { bytes?: unknown } | null;
  return typeof held === 'object' &&
    held !== null &&
    Object.keys(held).length === 1 &&
    typeof held.bytes === 'string'
    ? Buffer.from(held.bytes, 'base64')
    : value;
}
