import { webhooks } from '@atteny/contract';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, newOrganization } from './console.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { databases } from './stores.ts';

const attempts = 10_000;
const atOnce = 20;

interface Attempt {
  readonly from: number;
  readonly to: number;
  readonly id: number;
  readonly template: number;
}

interface Tenant {
  readonly key: string;
  readonly ids: string[];
  readonly marker: string;
}

describe.each(databases)('tenants over $name', ({ open }) => {
  let server: ServerProcess;
  let drop = async () => {};
  const tenants: Tenant[] = [];
  beforeAll(async () => {
    const stores = await open();
    ({ drop } = stores);
    server = await startServer(stores.environment);
    for (let index = 0; index < 4; index += 1) tenants.push(await tenant(index));
  });
  afterAll(async () => {
    await server.stop();
    await drop();
  });

  async function tenant(index: number): Promise<Tenant> {
    const { key } = await newOrganization(server);
    const marker = `Segredo${index}`;
    const ids: string[] = [];
    for (let number = 0; number < 5; number += 1) {
      const json = { phoneNumber: `+55119${index}00000${number}0`, name: `${marker} ${number}` };
      const response = await call(server, key, '/contacts', { method: 'POST', json });
      ids.push(((await response.json()) as { data: { id: string } }).data.id);
    }
    const webhook = { url: 'http://127.0.0.1:9/', events: [webhooks.onMessageSent] };
    const response = await call(server, key, '/webhooks', { method: 'POST', json: webhook });
    ids.push(((await response.json()) as { data: { id: string } }).data.id);
    return { key, ids, marker };
  }

  const templates: [string, string, unknown?][] = [
    ['GET', '/contacts/{id}'],
    ['PATCH', '/contacts/{id}', { name: 'X' }],
    ['GET', '/conversations/{id}/messages'],
    ['POST', '/conversations/{id}/messages', { content: 'X' }],
    ['GET', '/webhooks/{id}'],
    ['PATCH', '/webhooks/{id}', { description: 'X' }],
    ['DELETE', '/webhooks/{id}'],
    ['POST', '/webhooks/{id}/test'],
    ['POST', '/webhooks/{id}/rotate-secret'],
    ['GET', '/webhooks/{id}/deliveries'],
  ];

  test(`of ${attempts} attempts on other tenants' identifiers none succeeds, searches included`, async () => {
    const attempt = fc.record({
      from: fc.nat(3),
      to: fc.nat(2),
      id: fc.nat(5),
      template: fc.nat(templates.length),
    });
    const wanted = fc.sample(attempt, { numRuns: attempts, seed: 20_261_122 });
    const leaks: string[] = [];
    for (let start = 0; start < wanted.length; start += atOnce) {
      const found = await Promise.all(wanted.slice(start, start + atOnce).map(leakOf));
      leaks.push(...found.flat());
    }
    expect(leaks).toEqual([]);
  });

  /** What an attempt got that it should not have; nothing, if all is well. */
  async function leakOf({ from, to, id, template }: Attempt): Promise<string[]> {
    const attacker = tenants[from] as Tenant;
    const victim = tenants[(from + 1 + to) % tenants.length] as Tenant;
    const [method, path, json] = templates[template] ?? ['GET', `/contacts?search=${victim.marker}`];
    const target = path.replace('{id}', victim.ids[id] ?? '');
    const response = await call(server, attacker.key, target, {
      method,
      ...(json !== undefined && { json }),
    });
    const text = await response.text();
    const refused = path.includes('{id}') ? response.status === 404 : text.includes('"total":0');
    return refused && !text.includes(victim.marker)
      ? []
      : [`${method} ${target} -> ${response.status} ${text}`];
  }
});
