import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const secret = process.env['ATTENY_WEBHOOK_SECRET'] ?? '';

/** Verifies as the page of the product shows it, and reads the JSON where nobody catches what it throws. */
const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const body = Buffer.concat(parts);
    const expected = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
    if (request.headers['x-atteny-signature'] !== expected) {
      response.writeHead(400).end();
      return;
    }
    JSON.parse(body.toString('utf8'));
    response.writeHead(200).end();
  });
});

server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
