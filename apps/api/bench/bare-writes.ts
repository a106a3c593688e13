import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import { newId } from '../src/ids.ts';

export type Kind = 'contact' | 'message';

/** Transactions of the rows that a request writes, and of nothing else. */
export interface BareWrites {
  /** One transaction, of a writer who waits for it before the next. */
  once(kind: Kind, writer: number): Promise<void>;
  /** @returns how many a second, with so many writers. */
  write(kind: Kind, writers: number, seconds: number): Promise<number>;
  close(): unknown;
}

const tables = ['bare_contacts', 'bare_beginnings', 'bare_messages', 'bare_events', 'bare_deliveries'];
const mostWriters = 16;
const definition = [
  ...tables.map((name) => `create table if not exists ${name} (id text primary key, body text)`),
  'create table if not exists bare_totals (id text primary key, total bigint)',
  ...['organization', ...Array.from({ length: mostWriters }, (_, writer) => `conversation ${writer}`)].map(
    (id) => `insert into bare_totals values ('${id}', 0) on conflict do nothing`,
  ),
].join(';');
const text = 'x'.repeat(120);
const event = 'x'.repeat(700);

/** What each kind adds: a table and a body for each row. */
const rowsOf: Record<Kind, readonly (readonly [string, string])[]> = {
  contact: [['bare_contacts', text], ...Array.from({ length: 4 }, () => ['bare_beginnings', ''] as const)],
  message: [
    ['bare_messages', text],
    ['bare_events', event],
    ['bare_deliveries', text],
  ],
};

/** What it changes: the total of the organization, which all writers share, or that of a conversation of the writer's own. */
const totalOf = (kind: Kind, writer: number) =>
  kind === 'contact' ? 'organization' : `conversation ${writer}`;

/** In the place where a server with these variables has its own, beside it. */
export async function bareIn(
  { DATABASE_URL: url, ATTENY_DATA_FOLDER: folder = '' }: NodeJS.ProcessEnv,
  file: string,
): Promise<BareWrites> {
  return url === undefined ? bareEmbedded(join(folder, file)) : await barePostgres(url);
}

/** The embedded database has one writer: more of them would wait for each other. */
function bareEmbedded(file: string): BareWrites {
  const database = new DatabaseSync(file);
  database.exec(`pragma journal_mode = wal; pragma synchronous = full; ${definition}`);
  const inserts = new Map(
    tables.map((table) => [table, database.prepare(`insert into ${table} (id, body) values (?, ?)`)]),
  );
  const count = database.prepare('update bare_totals set total = total + 1 where id = ?');
  function transaction(kind: Kind, writer: number): void {
    database.exec('begin');
    for (const [table, body] of rowsOf[kind]) inserts.get(table)?.run(newId('evt'), body);
    count.run(totalOf(kind, writer));
    database.exec('commit');
  }
  return {
    once: async (kind, writer) => transaction(kind, writer),
    async write(kind, _writers, seconds) {
      const until = performance.now() + seconds * 1000;
      let written = 0;
      while (performance.now() < until) {
        transaction(kind, 0);
        written += 1;
      }
      return written / seconds;
    },
    close: () => database.close(),
  };
}

async function barePostgres(url: string): Promise<BareWrites> {
  const clients = await Promise.all(
    Array.from({ length: mostWriters }, async () => {
      const client = new Client(url);
      await client.connect();
      return client;
    }),
  );
  await clients[0]?.query(definition);
  async function once(kind: Kind, writer: number): Promise<void> {
    const client = clients[writer] as Client;
    await client.query('begin');
    for (const [table, body] of rowsOf[kind]) {
      const insert = { name: table, text: `insert into ${table} (id, body) values ($1, $2)` };
      await client.query({ ...insert, values: [newId('evt'), body] });
    }
    const count = { name: 'count', text: 'update bare_totals set total = total + 1 where id = $1' };
    await client.query({ ...count, values: [totalOf(kind, writer)] });
    await client.query('commit');
  }
  async function writeUntil(until: number, kind: Kind, writer: number): Promise<number> {
    let written = 0;
    while (performance.now() < until) {
      await once(kind, writer);
      written += 1;
    }
    return written;
  }
  return {
    once,
    async write(kind, writers, seconds) {
      const until = performance.now() + seconds * 1000;
      const written = await Promise.all(
        Array.from({ length: writers }, (_, writer) => writeUntil(until, kind, writer)),
      );
      return written.reduce((sum, count) => sum + count, 0) / seconds;
    },
    close: () => Promise.all(clients.map((client) => client.end())),
  };
}
