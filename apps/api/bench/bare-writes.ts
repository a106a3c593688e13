import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import { newId } from '../src/ids.ts';

export type Kind = 'contact' | 'message';

/** Transactions of the rows that a request writes, and of nothing else. */
export interface BareWrites {
  /** @returns how many a second, with so many writers. */
  write(kind: Kind, writers: number, seconds: number): Promise<number>;
  close(): unknown;
}

const tables = ['bare_contacts', 'bare_beginnings', 'bare_messages', 'bare_events', 'bare_deliveries'];
const mostWriters = 16;
const definition = [
  ...tables.map((name) => `create table ${name} (id text primary key, body text)`),
  'create table bare_totals (id text primary key, total bigint)',
  ...['organization', ...Array.from({ length: mostWriters }, (_, writer) => `conversation ${writer}`)].map(
    (id) => `insert into bare_totals values ('${id}', 0)`,
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

/** The embedded database has one writer: more of them would wait for each other. */
export function bareEmbedded(file: string): BareWrites {
  const database = new DatabaseSync(file);
  database.exec(`pragma journal_mode = wal; pragma synchronous = full; ${definition}`);
  const inserts = new Map(
    tables.map((table) => [table, database.prepare(`insert into ${table} (id, body) values (?, ?)`)]),
  );
  const count = database.prepare('update bare_totals set total = total + 1 where id = ?');
  return {
    async write(kind, _writers, seconds) {
      const until = performance.now() + seconds * 1000;
      let written = 0;
      while (performance.now() < until) {
        database.exec('begin');
        for (const [table, body] of rowsOf[kind]) inserts.get(table)?.run(newId('evt'), body);
        count.run(totalOf(kind, 0));
        database.exec('commit');
        written += 1;
      }
      return written / seconds;
    },
    close: () => database.close(),
  };
}

export async function barePostgres(url: string): Promise<BareWrites> {
  const clients = await Promise.all(
    Array.from({ length: mostWriters }, async () => {
      const client = new Client(url);
      await client.connect();
      return client;
    }),
  );
  await clients[0]?.query(definition);
  async function writer(client: Client, total: string, kind: Kind, until: number): Promise<number> {
    let written = 0;
    while (performance.now() < until) {
      await client.query('begin');
      for (const [table, body] of rowsOf[kind]) {
        const insert = { name: table, text: `insert into ${table} (id, body) values ($1, $2)` };
        await client.query({ ...insert, values: [newId('evt'), body] });
      }
      const count = { name: 'count', text: 'update bare_totals set total = total + 1 where id = $1' };
      await client.query({ ...count, values: [total] });
      await client.query('commit');
      written += 1;
    }
    return written;
  }
  return {
    async write(kind, writers, seconds) {
      const until = performance.now() + seconds * 1000;
      const written = await Promise.all(
        clients.slice(0, writers).map((client, index) => writer(client, totalOf(kind, index), kind, until)),
      );
      return written.reduce((sum, count) => sum + count, 0) / seconds;
    },
    close: () => Promise.all(clients.map((client) => client.end())),
  };
}
