import { describe, expect, test } from 'vitest';
import { jsonLog } from './json-log.ts';
import { textLog } from './text-log.ts';

const now = () => Date.UTC(2026, 10, 22, 15, 4, 5);
const reply = { status: 404, headers: {}, body: {}, why: 'caminho desconhecido' };
const entry = { method: 'GET', target: '/api/v1/nada', reply, milliseconds: 3 };

function written(kind: typeof textLog, { colours = false, quiet = false } = {}) {
  const lines: string[] = [];
  return { lines, log: kind({ write: (text) => lines.push(text), colours }, now, { quiet }) };
}

describe('the log for people', () => {
  test('is a line a request', () => {
    const { log, lines } = written(textLog);
    log.request(entry);
    expect(lines).toEqual([
      '15:04:05 GET    /api/v1/nada                             404   3 ms caminho desconhecido\n',
    ]);
  });

  test('has colours where they are understood', () => {
    const { log, lines } = written(textLog, { colours: true });
    log.request(entry);
    expect(lines[0]).toContain('\u001b[33m404\u001b[39m');
  });

  test('cannot be steered by what a client sends, and stays on one line', () => {
    const { log, lines } = written(textLog);
    log.request({ ...entry, target: `/\u001b[2J\n\u202e${'x'.repeat(5000)}` });
    expect(lines[0]).toContain('/\\u001b[2J\\u000a\\u202ex');
    expect(lines[0]?.length).toBeLessThan(400);
  });
});

describe.for([
  ['people', textLog],
  ['programs', jsonLog],
] as const)('the quiet log for %s', ([, kind]) => {
  test('has only what went wrong', () => {
    const { log, lines } = written(kind, { quiet: true });
    log.request(entry);
    log.notice('no ar');
    expect(lines).toEqual([]);
    log.problem('o contrato está quebrado');
    expect(lines.join('')).toContain('o contrato está quebrado');
  });
});

test('the log for programs is one object a line', () => {
  const { log, lines } = written(jsonLog);
  log.request(entry);
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    time: '2026-11-22T15:04:05.000Z',
    event: 'request',
    method: 'GET',
    target: '/api/v1/nada',
    status: 404,
    milliseconds: 3,
    why: 'caminho desconhecido',
  });
});
