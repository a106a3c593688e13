import type { Answer } from './send.ts';

/** What a receiver seems to be made with. */
export type Framework = 'express' | 'fastify' | 'hono' | 'next' | 'node' | 'python';

/** Tells by the replies what a receiver is made with; undefined when they do not say. */
export function recognize(answers: readonly Answer[]): Framework | undefined {
  for (const answer of answers) {
    if (answer.kind !== 'reply') continue;
    const found = byHeaders(answer.headers) ?? byBody(answer.body);
    if (found) return found;
  }
  return undefined;
}

function byHeaders(headers: Readonly<Record<string, string>>): Framework | undefined {
  const powered = headers['x-powered-by'] ?? '';
  if (/express/i.test(powered)) return 'express';
  if (/next\.js/i.test(powered)) return 'next';
  return /python|werkzeug|uvicorn|gunicorn|hypercorn|daphne|wsgi/i.test(headers['server'] ?? '')
    ? 'python'
    : undefined;
}

function byBody(body: string): Framework | undefined {
  if (/Cannot (GET|POST) \//.test(body)) return 'express';
  if (/"message":"Route (GET|POST):|"code":"FST_/.test(body)) return 'fastify';
  if (body === '404 Not Found') return 'hono';
  return body.startsWith('{"detail":') ? 'python' : undefined;
}
