import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runGate, readDocument } from '../src/gate.ts';

const folder = mkdtempSync(join(tmpdir(), 'gate-large-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a thousand paths with all their schemas changed have a verdict', () => {
  for (const name of ['before', 'after']) {
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(large(name === 'after'), undefined, 1));
  }
  const started = process.cpuUsage();
  const read = (name: string): ReturnType<typeof readDocument> =>
    readDocument(join(folder, `${name}.json`), folder);
  const { findings, passes } = runGate(read('before'), read('after'), []);
  const seconds = process.cpuUsage(started).user / 1e6;
  console.log(`contract-gate: a thousand paths, ${seconds.toFixed(1)} s of computing`);
  expect(passes).toBe(false);
  expect(findings.filter(({ verdict }) => verdict === 'breaking')).toHaveLength(2020);
  expect(findings.filter(({ verdict }) => verdict === 'risky')).toEqual([]);
});

/** A thousand schemas of their own, which share twenty that lead to each other. */
function large(isChanged: boolean): object {
  const reply = (description: string, name: string): object => ({
    description,
    content: { 'application/json': { schema: ref(name) } },
  });
  const error = { type: 'object', required: ['code'], properties: { code: { enum: ['a', 'b'] } } };
  const shared = Array.from({ length: 20 }, (_, index) => ({
    type: 'object',
    properties: {
      value: { type: 'integer', maximum: isChanged ? 99 : 100 },
      next: ref(`Shared${(index + 1) % 20}`),
    },
  }));
  const things = Array.from({ length: 1000 }, (_, index) => ({
    type: 'object',
    required: ['id'],
    additionalProperties: false,
    properties: {
      id: { type: 'string', maxLength: isChanged ? 35 : 36 },
      kind: { enum: isChanged ? ['x', 'y'] : ['x', 'y', 'z'] },
      shared: ref(`Shared${index % 20}`),
      list: { type: 'array', items: ref(`Shared${(index * 3) % 20}`) },
    },
  }));
  const paths = things.map((_, index) => [
    `/things${index}/{id}`,
    {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: {
        operationId: `get${index}`,
        responses: { 200: reply('One.', `Thing${index}`), 400: reply('No.', 'Error') },
      },
      put: {
        operationId: `put${index}`,
        requestBody: { required: true, content: { 'application/json': { schema: ref(`Thing${index}`) } } },
        responses: { 204: { description: 'Put.' } },
      },
    },
  ]);
  const named = (name: string, list: object[]): [string, object][] =>
    list.map((each, index) => [`${name}${index}`, each]);
  return {
    openapi: '3.1.0',
    info: { title: 'Large', version: '1.0.0' },
    paths: Object.fromEntries(paths) as object,
    components: {
      schemas: Object.fromEntries([
        ['Error', error],
        ...named('Shared', shared),
        ...named('Thing', things),
      ]) as object,
    },
  };
}

function ref(name: string): object {
  return { $ref: `#/components/schemas/${name}` };
}
