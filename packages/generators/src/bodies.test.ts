import { publicDocument } from '@atteny/contract/documents';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodiesOf } from './bodies.ts';
import { callsOf, exampleEndpoint } from './requests.ts';
import { type Demo, startDemo } from './sandbox.ts';
import { zodSchemas } from './zod-schemas.ts';

const calls = callsOf(publicDocument).filter(({ bodySchema }) => bodySchema !== undefined);
const bodies = calls.map((call) => ({ call, ...bodiesOf(publicDocument, call) }));
const schemas = await zodSchemas();

/**
 * What is lost on the way from the document to a schema, by the generator that loses it: the server alone refuses it.
 * Each is held to be still lost, so that the list stays true.
 */
const lost: Readonly<Record<string, readonly RegExp[]>> = {
  'hey-api': [/unknown property$/, /no property$/, /repeated item$/, /file without address$/],
  orval: [/unknown property$/, /no property$/, /repeated item$/, /file without address$/],
  // Beside a format it keeps neither a pattern nor the bounds of an integer.
  kubb: [
    /no property$/,
    /file without address$/,
    /[uU]rl (with a blank|http|ftp)$/,
    /no milliseconds$/,
    /too (low|high)$/,
  ],
  // Of a text that may be null it keeps the type alone.
  'openapi-zod-client': [
    /unknown property$/,
    /no property$/,
    /repeated item$/,
    /file without address$/,
    /(name|description) (too long|with NUL|empty|blank)$/,
  ],
};

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo(exampleEndpoint(calls));
});
afterAll(() => demo.close());

test('the server takes what the document allows, and refuses what it does not', async () => {
  const wrong: unknown[] = [];
  for (const { call, taken, refused } of bodies) {
    await demo.reset();
    for (const { name, value } of [...taken, ...refused]) {
      const response = await demo.call(call, value);
      const body = await response.text();
      const right = taken.some((one) => one.name === name)
        ? response.ok || response.status === 409
        : response.status === 400;
      if (!right) wrong.push({ name, status: response.status, body });
    }
  }
  expect(wrong).toEqual([]);
  const count = (list: 'taken' | 'refused') => bodies.reduce((sum, one) => sum + one[list].length, 0);
  console.log(`${count('taken')} bodies that the server takes, ${count('refused')} that it refuses`);
});

test.each(Object.keys(schemas))(
  'zod of %s takes what the server takes, and refuses what it can see',
  (tool) => {
    const wrong: string[] = [];
    for (const { call, taken, refused } of bodies) {
      const schema = schemas[tool]?.body(call.operationId);
      if (schema === undefined) {
        wrong.push(`${call.operationId} has no schema`);
        continue;
      }
      for (const { name, value } of taken) {
        if (!schema.safeParse(value).success) wrong.push(`${name} is refused`);
      }
      for (const { name, value } of refused) {
        const expected = lost[tool]?.some((one) => one.test(name)) ? 'taken' : 'refused';
        const got = schema.safeParse(value).success ? 'taken' : 'refused';
        if (got !== expected) wrong.push(`${name} is ${got}`);
      }
    }
    expect(wrong).toEqual([]);
  },
);
