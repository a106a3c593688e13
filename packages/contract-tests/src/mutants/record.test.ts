import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Asking, Entry } from '../oracle/timeline.ts';
import { readRecord, writeRecord } from './record.ts';

const folder = mkdtempSync(join(tmpdir(), 'atteny-record-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const asking = (body: string | Buffer | undefined): Asking => ({
  kind: 'exchange',
  exchange: {
    request: { method: 'POST', path: '/contacts', headers: {}, body },
    response: { status: 400, headers: {}, text: '{"bytes":"b2k="}', json: { bytes: 'b2k=' } },
  },
  sent: 1,
  received: 2,
});

test('what a run saw is read back as it was: bodies of bytes are bytes, and a reply that looks like them is a reply', () => {
  const entries: Entry[] = [
    { kind: 'receiver', origin: 'http://127.0.0.1:1' },
    asking('{"bytes":"b2k="}'),
    asking(Buffer.from([0x7b, 0xff, 0x00])),
  ];
  const file = join(folder, 'record.json');
  writeRecord(file, entries);
  expect(readRecord(file)).toEqual(entries);
});
