/** What the mock is compared with: node's own server and nothing else, sending the same bytes. */
import { createServer } from 'node:http';

const body = process.env['BENCH_BODY'] ?? '{}';
const headers = {
  'Content-Type': 'application/json; charset=utf-8',
  'Content-Length': Buffer.byteLength(body),
};
createServer((_request, response) => {
  response.writeHead(200, headers).end(body);
}).listen(Number(process.argv[2]), '127.0.0.1');
