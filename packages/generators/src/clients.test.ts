import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { publicDocument } from '@atteny/contract/documents';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { callsOf, exampleEndpoint } from './requests.ts';
import { type Demo, startDemo } from './sandbox.ts';
import { generated } from './tools.ts';
import { zodSchemas } from './zod-schemas.ts';

const calls = callsOf(publicDocument);
const schemas = await zodSchemas();

interface Result {
  data?: unknown;
  error?: unknown;
  response?: Response;
}
type Sdk = Record<string, (options: object) => Promise<Result>>;
type OrvalClient = Record<string, (...parameters: unknown[]) => Promise<{ status: number; data: unknown }>>;

const load = async <Module>(file: string): Promise<Module> =>
  (await import(/* @vite-ignore */ pathToFileURL(join(generated, file)).href)) as Module;

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo(exampleEndpoint(calls));
});
afterAll(() => demo.close());

test('the client of hey-api calls every operation as the document shows it, and every zod takes the replies', async () => {
  const sdk = await load<Sdk>('hey-api/sdk.gen.ts');
  await demo.reset();
  const replies = new Map<string, unknown>();
  for (const { operationId, pathValues, examples, idempotencyKey } of calls) {
    const [body] = Object.values(examples);
    const { data, error, response } = (await sdk[operationId]?.({
      baseUrl: demo.baseUrl,
      auth: demo.apiKey,
      path: pathValues,
      ...(body !== undefined && { body }),
      headers: { ...(idempotencyKey !== undefined && { 'Idempotency-Key': idempotencyKey }) },
    })) ?? { error: 'hey-api made no such function' };
    expect({ operationId, error }).toEqual({ operationId, error: undefined });
    expect(response?.ok).toBe(true);
    replies.set(operationId, data);
  }
  for (const [tool, schema] of Object.entries(schemas)) {
    for (const [operationId, data] of replies) {
      expect([tool, operationId, schema.reply(operationId)?.safeParse(data) ?? 'no schema']).toEqual([
        tool,
        operationId,
        expect.objectContaining({ success: true }),
      ]);
    }
  }
  console.log(
    `${replies.size} operations called by hey-api, ${replies.size} replies read by ${Object.keys(schemas).length} sets of schemas`,
  );
});

test('the client of orval calls every operation as the document shows it', async () => {
  const client = await load<OrvalClient>('orval-fetch/client.ts');
  await demo.reset();
  // By itself it asks for `/contacts`, without a server.
  const { fetch } = globalThis;
  vi.stubGlobal('fetch', (path: string, options: RequestInit) => fetch(`${demo.baseUrl}${path}`, options));
  onTestFinished(() => void vi.unstubAllGlobals());
  for (const { operationId, pathValues, examples, query, idempotencyKey } of calls) {
    const parameters = [...Object.values(pathValues), ...Object.values(examples).slice(0, 1)];
    const headers = {
      authorization: `Bearer ${demo.apiKey}`,
      ...(idempotencyKey !== undefined && { 'Idempotency-Key': idempotencyKey }),
    };
    const reply = await client[operationId]?.(...parameters, ...(query ? [{}] : []), { headers });
    expect({ operationId, ok: reply?.status, data: reply?.data }).toMatchObject({
      ok: expect.toSatisfy((status: number) => status >= 200 && status < 300),
    });
  }
});
