import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { RunError } from './run-error.ts';

/** An empty PostgreSQL database of its own, gone after `drop()`. @throws RunError when the server cannot be reached. */
export async function createOwnDatabase(server: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `atteny_contract_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(server, `drop database ${name} with (force)`) };
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server, connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
    await client.query(statement);
  } catch (cause) {
    throw new RunError(
      `PostgreSQL at ${new URL(server).host} refused «${statement}»: ${(cause as Error).message}`,
      {
        cause,
      },
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}
