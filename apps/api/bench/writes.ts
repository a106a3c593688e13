/**
 * How fast writes are accepted, beside a bare transaction of the same rows on the same disk, and beside one in a bare Express, which
 * is as much as HTTP leaves of it. In production `POST /contacts`, and `POST …/messages` with one endpoint, whose receiver nobody
 * finds, so that nothing is delivered meanwhile. Then messages in a sandbox, whose receiver is in this process (its work is in the
 * figures) and which writes a journal of requests: while they are delivered, and while the receiver keeps its first callers waiting,
 * so that nothing else is attempted; then how fast what has waited is delivered.
 */
import type { ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { cpuSeconds, load, type Load, median } from '@atteny/local-servers/load';
import { call } from '../prove/console.ts';
import { pause, type ServerProcess, startServer } from '../prove/server-process.ts';
import { databases, type ProofStores } from '../prove/stores.ts';
import { newWorld, type ProofWorld } from '../prove/world.ts';
import { ok, startReceiver } from '../src/testing/receiver.ts';
import { bareIn, type BareWrites, type Kind } from './bare-writes.ts';
import { headOf, production } from './production.ts';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 3);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3);
const mostConnections = 16;
const expressEntry = fileURLToPath(new URL('bare-express-writes.ts', import.meta.url));
const silentNames = new URL('silent-names.ts', import.meta.url).href;

interface Write {
  readonly what: string;
  readonly body: () => string;
  readonly kind: Kind;
  /** Whether the receiver keeps its first callers waiting meanwhile. */
  readonly holds?: boolean;
}

/** Loads that ran beside each other, as one. */
function together(loads: readonly Load[]) {
  const sum = (part: 'requests' | 'failures' | 'perSecond') =>
    loads.reduce((total, one) => total + one[part], 0);
  const middle = (part: 'p50' | 'p99') => median(loads.map((one) => one[part]));
  return {
    requests: sum('requests'),
    failures: sum('failures'),
    perSecond: sum('perSecond'),
    p50: middle('p50'),
    p99: middle('p99'),
  };
}

let numbers = 0;
const contact = () => JSON.stringify({ phoneNumber: `+55119${String((numbers += 1)).padStart(8, '0')}` });
const message = () => JSON.stringify({ content: `Mensagem ${(numbers += 1)}` });

async function measure({ name, open }: ProofStores): Promise<void> {
  const { environment, drop } = await open();
  const bare = await bareIn(environment, 'bare.sqlite');
  const receiver = await heldReceiver();
  const express = await startServer(environment, { entry: expressEntry });
  const servers: ServerProcess[] = [];
  const started = async (settings: Record<string, string>) => {
    const server = await startServer({ ...production, ...settings });
    servers.push(server);
    return server;
  };
  try {
    // What only a sandbox can make: conversations. A server in production goes on with them.
    const sandbox = await started({ ...environment, ATTENY_MODE: 'sandbox' });
    const world = await newWorld(sandbox, receiver.url);
    const conversations = await openConversations(sandbox, world.id, mostConnections);
    const beside = { express, world, conversations, bare };
    await compare(`${name}, sandbox`, { ...beside, server: sandbox, receiver });
    const json = { url: 'https://receiver.example/' };
    const moved = await call(sandbox, world.key, `/webhooks/${world.webhookId}`, { method: 'PATCH', json });
    if (!moved.ok) throw new Error(`The endpoint stays where it is: ${moved.status}`);
    await sandbox.stop();
    const server = await started({ ...environment, NODE_OPTIONS: `--import=${silentNames}` });
    await compare(`${name}, production`, { ...beside, server, receiver: undefined });
  } finally {
    for (const server of servers) await server.stop();
    await express.stop();
    await receiver.close();
    await bare.close();
    await drop();
  }
}

/** Each connection writes into a conversation of its own, as people do. */
async function openConversations(server: ServerProcess, worldId: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const response = await fetch(`${server.origin}/console/v1/worlds/${worldId}/inbound-messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ phoneNumber: `+55118${String(nth).padStart(8, '0')}`, content: 'Oi!' }),
    });
    const { data } = (await response.json()) as { data: { conversation: { id: string } } };
    ids.push(data.conversation.id);
  }
  return ids;
}

/** A receiver that can keep its callers waiting. They wait for less than an attempt may take. */
async function heldReceiver() {
  const receiver = await startReceiver();
  let waiting: ServerResponse[] = [];
  let delivered = 0;
  return {
    url: receiver.url,
    close: receiver.close,
    hold: () => receiver.answerWith((response) => void waiting.push(response)),
    /** Lets go, and waits until so many more have come. @returns how many of them a second, and NaN of none. */
    async catchUp(sent: number): Promise<number> {
      delivered += sent;
      const left = delivered - receiver.received.length;
      const begun = performance.now();
      receiver.answerWith(ok);
      for (const response of waiting) response.end('ok');
      waiting = [];
      while (receiver.received.length < delivered) await pause(5);
      return left > 0 ? (left / (performance.now() - begun)) * 1000 : Number.NaN;
    },
  };
}

/** Each path over a connection of its own, and what a request costs the process. */
async function loaded(
  { origin, pid }: ServerProcess,
  key: string,
  paths: readonly string[],
  body: () => string,
  basePath?: string,
) {
  const before = cpuSeconds(pid);
  const loads = paths.map((path) => {
    const head = headOf(key, path, basePath).replace('GET', 'POST');
    return load({ port: Number(new URL(origin).port), head, seconds, connections: 1, body, status: 201 });
  });
  const result = together(await Promise.all(loads));
  return { ...result, cpu: ((cpuSeconds(pid) - before) / result.requests) * 1e6 };
}

interface Compared {
  readonly server: ServerProcess;
  readonly express: ServerProcess;
  readonly world: ProofWorld;
  readonly conversations: readonly string[];
  /** Where deliveries go, if anywhere. */
  readonly receiver: Awaited<ReturnType<typeof heldReceiver>> | undefined;
  readonly bare: BareWrites;
}

const contacts = { what: 'POST /contacts', body: contact, kind: 'contact' } as const;
const messages = { what: 'POST …/messages', body: message, kind: 'message' } as const;

async function compare(title: string, compared: Compared): Promise<void> {
  const { server, express, world, receiver, bare } = compared;
  const delivering = [messages, { ...messages, what: '… delivered afterwards', holds: true }] as const;
  const writes: readonly Write[] = receiver === undefined ? [contacts, messages] : delivering;
  const rows = [];
  for (const connections of [1, mostConnections]) {
    const conversations = compared.conversations.slice(0, connections);
    for (const { what, body, kind, holds = false } of writes) {
      const paths = conversations.map((id) =>
        kind === 'contact' ? '/contacts' : `/conversations/${id}/messages`,
      );
      const shown = [];
      for (let round = 0; round <= rounds; round += 1) {
        if (holds) receiver?.hold();
        const result = await loaded(server, world.key, paths, body);
        const backlog = (await receiver?.catchUp(result.requests - result.failures)) ?? Number.NaN;
        const floor = await bare.write(kind, connections, seconds);
        const throughExpress = paths.map((_path, writer) => `/${kind}/${writer}`);
        const { perSecond: http } = await loaded(express, '', throughExpress, body, '');
        // The first round only warms up.
        if (round > 0) shown.push({ ...result, floor, http, backlog });
      }
      rows.push({
        [title]: `${what}, ${connections} at once`,
        'a second': Math.round(median(shown.map(({ perSecond }) => perSecond))),
        'CPU µs': Math.round(median(shown.map(({ cpu }) => cpu))),
        'p50 ms': median(shown.map(({ p50 }) => p50)).toFixed(1),
        'p99 ms': median(shown.map(({ p99 }) => p99)).toFixed(1),
        'bare, a second': Math.round(median(shown.map(({ floor }) => floor))),
        '× bare': median(shown.map(({ perSecond, floor }) => perSecond / floor)).toFixed(2),
        'bare Express × bare': median(shown.map(({ http, floor }) => http / floor)).toFixed(2),
        '× bare Express': median(shown.map(({ perSecond, http }) => perSecond / http)).toFixed(2),
        failed: shown.reduce((sum, { failures }) => sum + failures, 0),
        ...(receiver && {
          'backlog, a second': Math.round(median(shown.map(({ backlog }) => backlog))),
        }),
      });
    }
  }
  console.table(rows);
}

for (const stores of databases) await measure(stores);
