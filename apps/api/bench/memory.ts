/**
 * Megabytes that a built server holds after a minute (`BENCH_SECONDS`) of a page of contacts on sixteen connections, and after another
 * one of messages, in each of its forms: at the end of each, and the most that it ever had.
 */
import { readFileSync } from 'node:fs';
import { cpuSeconds, load, residentMegabytes } from '@atteny/local-servers/load';
import { call } from '../prove/console.ts';
import { type ServerProcess, startServer } from '../prove/server-process.ts';
import { allStores } from '../prove/stores.ts';
import { newWorld, type ProofWorld } from '../prove/world.ts';
import { startReceiver } from '../src/testing/receiver.ts';
import { headOf, production } from './production.ts';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 60);
const connections = 16;
const contacts = 200;

const mostMegabytes = (pid: number) =>
  Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

async function under(server: ServerProcess, target: string, key: string, body?: () => string) {
  const port = Number(new URL(server.origin).port);
  const head = headOf(key, target);
  const request = body === undefined ? { head } : { head: head.replace('GET', 'POST'), body, status: 201 };
  const before = cpuSeconds(server.pid);
  const result = await load({ port, seconds, connections, ...request });
  const microseconds = ((cpuSeconds(server.pid) - before) / result.requests) * 1_000_000;
  // On a busy machine Redis answers one or the other too late, which says nothing of memory.
  if (result.failures > result.requests / 100) {
    throw new Error(`${target}: ${result.failures} replies of another status.\n${server.output}`);
  }
  return { megabytes: Math.round(residentMegabytes(server.pid)), microseconds: Math.round(microseconds) };
}

/** What only a sandbox can make: a conversation. A server in production goes on with it. */
async function filled(environment: Record<string, string>, receiver: string): Promise<ProofWorld> {
  const sandbox = await startServer({ ...production, ATTENY_MODE: 'sandbox', ...environment });
  const world = await newWorld(sandbox, receiver);
  for (let index = 0; index < contacts; index += 1) {
    const json = { phoneNumber: `+5511${900_000_000 + index}`, name: `Contato Número ${index}` };
    await call(sandbox, world.key, '/contacts', { method: 'POST', json });
  }
  await sandbox.stop();
  return world;
}

let sent = 0;
const message = () => JSON.stringify({ content: `Mensagem ${(sent += 1)}` });

async function measure(environment: Record<string, string>, receiver: string) {
  const world = await filled(environment, receiver);
  const messages = `/conversations/${world.conversationId}/messages`;
  // In production nothing is delivered to this machine: messages have no endpoint there, and one in the sandbox.
  const delivering = await startServer({ ...production, ATTENY_MODE: 'sandbox', ...environment });
  const delivered = await under(delivering, messages, world.key, message);
  const mostOfDelivering = mostMegabytes(delivering.pid);
  await delivering.stop();
  const server = await startServer({ ...production, ...environment });
  await call(server, world.key, `/webhooks/${world.webhookId}`, { method: 'DELETE' });
  const atStart = Math.round(residentMegabytes(server.pid));
  const pages = await under(server, '/contacts?limit=20', world.key);
  const writes = await under(server, messages, world.key, message);
  const most = mostMegabytes(server.pid);
  await server.stop();
  return {
    'MB at the start': atStart,
    'after pages': pages.megabytes,
    'after messages': writes.megabytes,
    most: Math.round(most),
    'sandbox, delivering': delivered.megabytes,
    'most ': Math.round(mostOfDelivering),
    'CPU µs a page': pages.microseconds,
    'a message': writes.microseconds,
  };
}

const receiver = await startReceiver();
const table: Record<string, Awaited<ReturnType<typeof measure>>> = {};
for (const { name, open } of allStores) {
  const { environment, drop } = await open();
  try {
    table[name] = await measure(environment, receiver.url);
  } finally {
    await drop();
  }
}
await receiver.close();
console.table(table);
