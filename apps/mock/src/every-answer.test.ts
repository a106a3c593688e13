import { publicOperations } from '@atteny/contract';
import { closeResponses, publicDocument } from '@atteny/contract/documents';
import { resolve } from '@atteny/contract/reading';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { OpenAPIV3_1 } from 'openapi-types';
import { describe, expect, test } from 'vitest';
import { testMock } from './mock.fixture.ts';

/** Bodies that are generated for each response; `prove` asks for more. */
const seeds = Number(process.env['PROVE_SEEDS'] ?? 12);

const document = closeResponses(publicDocument);
const ajv = formats.default(new Ajv2020({ strict: false, allErrors: true }));
ajv.addSchema(document, 'contract');

const cases = Object.values(publicOperations).flatMap((operation) =>
  operation.statuses.map((status) => ({ operation, status, name: `${operation.operationId} ${status}` })),
);

function responseOf({ operation, status }: (typeof cases)[number]): OpenAPIV3_1.ResponseObject {
  const response = document.paths?.[operation.path]?.[operation.method]?.responses?.[status];
  return resolve<OpenAPIV3_1.ResponseObject>(document, response ?? { description: '' });
}

function examplesOf(each: (typeof cases)[number]): [string, unknown][] {
  const { examples = {} } = responseOf(each).content?.['application/json'] ?? {};
  return Object.entries(examples).map(([name, example]) => [
    name,
    resolve<OpenAPIV3_1.ExampleObject>(document, example).value,
  ]);
}

/** Complaints of the closed contract about a body. */
function complaints({ operation, status }: (typeof cases)[number], body: unknown) {
  const own = document.paths?.[operation.path]?.[operation.method]?.responses?.[status];
  const pointer =
    own && '$ref' in own
      ? own.$ref
      : `#/paths/${operation.path.replaceAll('/', '~1')}/${operation.method}/responses/${status}`;
  const schema = `contract${pointer}/content/application~1json/schema`;
  const validate = ajv.getSchema(encodeURI(schema)) ?? ajv.compile({ $ref: encodeURI(schema) });
  return validate(body) === true ? null : validate.errors;
}

/** A request that the contract has nothing against. */
function validRequest({ operation }: (typeof cases)[number]) {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => shownId(name));
  const request = document.paths?.[operation.path]?.[operation.method]?.requestBody;
  const content = request && resolve<OpenAPIV3_1.RequestBodyObject>(document, request).content;
  const [example] = Object.values(content?.['application/json']?.examples ?? {});
  const body = example && resolve<OpenAPIV3_1.ExampleObject>(document, example).value;
  return { method: operation.method.toUpperCase(), path, ...(body !== undefined && { body }) };
}

/** The identifier that the contract shows for a parameter of a path. */
function shownId(name: string): string {
  const parameter = document.components?.parameters?.[name];
  return String(parameter && resolve<OpenAPIV3_1.ParameterObject>(document, parameter).example);
}

/** An example, with the identifier of whom the whole path leads to. */
function withIdOf(path: string, { operation }: (typeof cases)[number], example: unknown): unknown {
  const { data, ...rest } = example as { data: object };
  return operation.path.endsWith('}') ? { ...rest, data: { ...data, id: path.split('/').at(-1) } } : example;
}

describe('every documented status of every operation can be had', () => {
  test.for(cases)('$name', async (each) => {
    const mock = await testMock();
    const { method, path, ...init } = validRequest(each);
    const plain = await mock.call(method, path, { ...init, headers: { prefer: `code=${each.status}` } });
    expect(plain.status).toBe(each.status);
    const required = Object.entries(responseOf(each).headers ?? {}).filter(
      ([, header]) => resolve<OpenAPIV3_1.HeaderObject>(document, header).required,
    );
    for (const [name] of required) expect([...plain.headers.keys()]).toContain(name.toLowerCase());

    expect(examplesOf(each).length).toBeGreaterThan(0);
    for (const [name, value] of examplesOf(each)) {
      const prefer = `code=${each.status}, example=${name}`;
      const named = await mock.call(method, path, { ...init, headers: { prefer } });
      expect(named.status).toBe(each.status);
      expect(named.body).toEqual(value);
    }
    expect(mock.problems).toEqual([]);
  });

  test('without a preference a valid request gets the first example of its success', async () => {
    const mock = await testMock();
    const successes = new Map(
      cases.filter(({ status }) => status < 300).map((each) => [each.operation, each]),
    );
    expect(successes.size).toBe(Object.keys(publicOperations).length);
    for (const each of successes.values()) {
      const { method, path, ...init } = validRequest(each);
      const called = await mock.call(method, path, init);
      const [, shown] = examplesOf(each)[0] ?? [];
      expect([called.status, called.body]).toEqual([each.status, withIdOf(path, each, shown)]);
    }
  });
});

test('the closed contract complains of what is missing and of what is too much', () => {
  const [each] = cases.filter(({ name }) => name === 'createContact 201');
  const [[, value] = []] = each ? examplesOf(each) : [];
  if (!each) throw new Error('createContact documents no 201');
  expect(complaints(each, value)).toBeNull();
  expect(complaints(each, { ...(value as object), more: 1 })).not.toBeNull();
  expect(complaints(each, { success: true })).not.toBeNull();
});

describe('a generated body satisfies the closed schema', () => {
  test.for(cases.filter(({ status }) => status < 300))('$name', async (each) => {
    const mock = await testMock();
    const { method, path, ...init } = validRequest(each);
    const seen = new Set<string>();
    for (let seed = 0; seed < seeds; seed++) {
      const prefer = `code=${each.status}, dynamic=true, seed=s${seed}`;
      const called = await mock.call(method, path, { ...init, headers: { prefer } });
      expect(called.status).toBe(each.status);
      expect(complaints(each, called.body)).toBeNull();
      seen.add(called.text);
    }
    const generated = mock.requests.filter(({ reply }) => reply.why.startsWith('gerado'));
    expect(generated).toHaveLength(seeds);
    // What a deletion answers is all in its request.
    const least = each.operation.operationId === 'deleteWebhookEndpoint' ? 1 : 2;
    expect(seen.size).toBeGreaterThanOrEqual(least);
  });

  test('errors too', async () => {
    const mock = await testMock();
    for (const each of cases.filter(({ status }) => status >= 400)) {
      const { method, path, ...init } = validRequest(each);
      const called = await mock.call(method, path, {
        ...init,
        headers: { prefer: `code=${each.status}, dynamic` },
      });
      expect(called.status).toBe(each.status);
      expect(complaints(each, called.body)).toBeNull();
    }
  });
});
