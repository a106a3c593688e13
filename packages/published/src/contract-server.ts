import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';

/** A server on a free port of this machine. */
export interface Listening {
  address: string;
  close(): Promise<void>;
}

export async function listen(listener: RequestListener): Promise<Listening> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const headers = {
  'Content-Type': 'application/json',
  'X-Request-Id': 'req_1',
  'X-RateLimit-Limit': '120',
  'X-RateLimit-Remaining': '118',
  'X-RateLimit-Reset': '1773669960',
  'X-Api-Quota-Limit': 'unlimited',
  'X-Api-Quota-Used': '1284',
  'X-Api-Quota-Remaining': 'unlimited',
  'X-Api-Quota-Reset': '1775001600',
};

const cors = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': '*, Authorization',
  'Access-Control-Allow-Methods': '*',
  'Access-Control-Expose-Headers': `Date, Retry-After, ${Object.keys(headers).join(', ')}`,
};

function reply(
  response: ServerResponse,
  status: number,
  body: object,
  more: Record<string, string> = {},
): void {
  response.writeHead(status, { ...headers, ...more }).end(JSON.stringify(body));
}

const success = (data: unknown) => ({ success: true, data });

const contact = (number: number) => ({
  id: `ctt_${number}`,
  phoneNumber: `+55119000000${String(number).padStart(2, '0')}`,
  name: null,
});

/** The addresses of a {@link contractServer} and of nobody, while the tests of a file run. */
export function servedContract(): { readonly server: string; readonly silent: string } {
  let server: Listening;
  let silent: string;
  beforeAll(async () => {
    server = await contractServer();
    const gone = await listen(() => undefined);
    silent = gone.address;
    await gone.close();
  });
  afterAll(() => server.close());
  return {
    get server() {
      return server.address;
    },
    get silent() {
      return silent;
    },
  };
}

/** Answers as the contract says, and as badly as servers and networks do: for the checks of every runtime. */
function contractServer(): Promise<Listening> {
  let limited = 0;
  return listen((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    for (const [name, value] of Object.entries(cors)) {
      response.setHeader(name, value);
    }
    switch (`${request.method} ${url.pathname}`) {
      case 'GET /api/v1/me':
        return reply(response, 200, success({ organization: { name: 'Padaria Estrela do Sul' } }));
      case 'GET /api/v1/contacts': {
        const page = Number(url.searchParams.get('page'));
        const data = Array.from({ length: page < 3 ? 20 : 5 }, (_, index) =>
          contact((page - 1) * 20 + index),
        );
        return reply(response, 200, { ...success(data), meta: { total: 45, page, limit: 20 } });
      }
      case 'POST /api/v1/contacts': {
        let text = '';
        request.setEncoding('utf8').on('data', (part: string) => (text += part));
        request.on('end', () => {
          const body = JSON.parse(text) as { phoneNumber: string };
          const exists = body.phoneNumber === '+550';
          reply(
            response,
            exists ? 409 : 201,
            exists ? { success: false, code: 'contact_exists', error: 'Já existe.' } : success(body),
          );
        });
        return undefined;
      }
      case 'GET /api/v1/contacts/limited':
        limited += 1;
        return limited % 2 === 1
          ? reply(
              response,
              429,
              { success: false, code: 'rate_limit_exceeded', error: 'Aguarde.' },
              { 'Retry-After': '0' },
            )
          : reply(response, 200, success({ id: 'limited' }));
      case 'GET /api/v1/contacts/moved':
        return void response.writeHead(307, { Location: '/api/v1/me' }).end();
      case 'GET /api/v1/conversations':
        return void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html></html>');
      case 'POST /api/v1/conversations/cut/messages':
        response.writeHead(201, { ...headers, 'Content-Length': '500' });
        response.write('{"success":true,');
        return void setTimeout(() => response.destroy(), 20);
      case 'GET /api/v1/contacts/never':
        return undefined;
      default:
        return void response.writeHead(204).end();
    }
  });
}
