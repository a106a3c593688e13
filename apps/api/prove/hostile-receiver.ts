/** A receiver that misbehaves, as a process of its own: `node hostile-receiver.ts <kind>` prints its port. */
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createGzip, gzipSync } from 'node:zlib';

const megabyte = Buffer.alloc(1_048_576, 'x');
const head = 'HTTP/1.1 200 OK\r\n';

function compressed(bytes: number): Buffer {
  const body = gzipSync(Buffer.alloc(bytes));
  const headers = `${head}Content-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(headers), body]);
}
const bomb = process.argv[2] === 'gzipBomb' ? compressed(200 * megabyte.length) : Buffer.alloc(0);

function every(milliseconds: number, socket: Socket, send: () => void): void {
  const timer = setInterval(() => socket.writable && send(), milliseconds);
  socket.on('close', () => clearInterval(timer));
}

const kinds: Record<string, (socket: Socket) => void> = {
  hang: () => {},
  drip(socket) {
    socket.write(`${head}Content-Length: 100000\r\n\r\n`);
    every(200, socket, () => socket.write('x'));
  },
  dripHeaders(socket) {
    socket.write(head);
    every(200, socket, () => socket.write('x-a: b\r\n'));
  },
  endlessHeaders(socket) {
    socket.write(head);
    every(1, socket, () => socket.write(`x-${'a'.repeat(4_000)}: b\r\n`));
  },
  informational(socket) {
    every(1, socket, () => socket.write('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'));
  },
  /** 200 MB that take a few hundred kilobytes on the wire. */
  gzipBomb(socket) {
    socket.end(bomb);
  },
  /** 200 MB on the wire, and then 200 MB more. */
  flood(socket) {
    socket.write(`${head}Content-Encoding: gzip\r\n\r\n`);
    const gzip = createGzip({ level: 0 });
    gzip.pipe(socket);
    every(1, socket, () => gzip.write(megabyte));
  },
};

const answer = kinds[process.argv[2] ?? ''];
if (!answer) throw new Error(`one of: ${Object.keys(kinds).join(', ')}`);
const server = createServer((socket) => {
  socket.on('error', () => {});
  socket.once('data', () => answer(socket));
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
