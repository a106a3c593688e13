import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openConnections } from './connections.ts';

const authenticated = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0]);
const readyForQuery = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);

function fatal(code: string): Buffer {
  const fields = Buffer.from(`SFATAL\0C${code}\0Mterminating connection\0\0`);
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}

// An error that nobody listens to ends the run: see the runner's unhandled errors.
test('a server that shuts down while it greets ends one connection and not the process', async () => {
  const greeting = Buffer.concat([authenticated, readyForQuery, fatal('57P01')]);
  const server = createServer((socket) => socket.once('data', () => socket.end(greeting))).listen(
    0,
    '127.0.0.1',
  );
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const connections = openConnections(`postgres://someone@127.0.0.1:${port}/none`);
  onTestFinished(() => connections.end());
  const connection = await connections.connect();
  await expect(connection.query('insert into t values (1)', [])).rejects.toThrow('The connection is gone.');
  connection.release();
});
