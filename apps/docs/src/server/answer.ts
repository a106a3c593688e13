import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import type { Origins } from '../site/origins.ts';
import { contentPolicy } from '../site/policy.ts';
import { compressed, encodingFor } from './compression.ts';

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
  '.yaml': 'application/yaml; charset=utf-8',
};

const compressible = /^text\/|json|yaml|svg|xml/;

/** Answers one request from the built site: a file, a redirect to the folder's address, or the page for what is not there. */
export async function answer(
  folder: string,
  origins: Origins,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(`http://site${request.url?.startsWith('/') ? request.url : '/'}`);
  for (const [name, value] of securityHeaders(pathname, origins)) response.setHeader(name, value);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD', 'Content-Type': 'text/plain; charset=utf-8' }).end('405');
    return;
  }
  const found = await locate(folder, pathname);
  if (found === 'folder') {
    response.writeHead(308, { Location: `${pathname}/` }).end();
    return;
  }
  const missing = join(folder, pathname.startsWith('/en/') ? 'en' : '', '404.html');
  await send(found?.file ?? missing, found ? 200 : 404, pathname, request, response);
}

async function send(
  file: string,
  status: number,
  pathname: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const type = types[extname(file)] ?? 'application/octet-stream';
  const plain = await readFile(file);
  const digest = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
  const encoding = compressible.test(type) ? encodingFor(request) : null;
  const content = encoding ? await compressed(plain, encoding, digest) : plain;
  const etag = `"${digest}${encoding ? `-${encoding}` : ''}"`;
  if (compressible.test(type)) response.setHeader('Vary', 'Accept-Encoding');
  // What stands below assets/ is named by its content or version.
  const forGood = status === 200 && pathname.startsWith('/assets/');
  response.setHeader('Cache-Control', forGood ? 'public, max-age=31536000, immutable' : 'no-cache');
  response.setHeader('ETag', etag);
  if (status === 200 && request.headers['if-none-match'] === etag) {
    response.writeHead(304).end();
    return;
  }
  if (encoding) response.setHeader('Content-Encoding', encoding);
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Length', content.length);
  response.writeHead(status).end(request.method === 'HEAD' ? undefined : content);
}

/** The file behind an address; 'folder' when it lacks the slash of one; null when there is nothing. */
async function locate(folder: string, pathname: string): Promise<{ file: string } | 'folder' | null> {
  const path = decode(pathname);
  if (path === null || path.split('/').some((part) => part.startsWith('.'))) return null;
  const file = normalize(join(folder, path));
  if (file !== folder && !file.startsWith(folder + sep)) return null;
  if (path.endsWith('/')) {
    return (await isFile(join(file, 'index.html'))) ? { file: join(file, 'index.html') } : null;
  }
  if (await isFile(file)) return { file };
  return (await isFile(join(file, 'index.html'))) ? 'folder' : null;
}

function decode(pathname: string): string | null {
  try {
    const path = decodeURIComponent(pathname);
    return path.includes('\0') || path.includes('\\') ? null : path;
  } catch {
    return null;
  }
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() ?? false;
}

function securityHeaders(pathname: string, origins: Origins): [string, string][] {
  const kind = /^\/(en\/)?try\/$/.test(pathname) ? 'try' : 'page';
  return [
    ['Content-Security-Policy', `${contentPolicy(kind, origins)}; frame-ancestors 'none'`],
    ['X-Content-Type-Options', 'nosniff'],
    ['Referrer-Policy', 'no-referrer'],
  ];
}
