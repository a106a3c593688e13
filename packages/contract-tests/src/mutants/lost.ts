import { subjects, type Subject } from '../contract/catalog.ts';
import { expectations, observe, nothing, type Model } from '../oracle/oracle.ts';
import type { RuleName } from '../oracle/named-rules.ts';
import { read } from '../oracle/request.ts';
import { filled, isRecord } from '../oracle/template.ts';
import type { Asking, Entry } from '../oracle/timeline.ts';
import type { Request, Response } from '../target/exchange.ts';
import { nobody, rulesOf, type Noticers, type Run } from './hunt.ts';

/** A part of an operation's requests that a server might not heed. */
export interface Loss {
  /** `listContacts loses query search`. */
  name: string;
  subject: Subject;
  /** The request without the part; undefined: it does not have it. */
  without: (this: void, request: Request) => Request | undefined;
}

/** Everything that a request of the contract can carry and a server could lose. */
export function lossesOf(): Loss[] {
  return subjects.flatMap((subject) => [
    ...subject.parameters
      .filter((parameter) => parameter.in !== 'path')
      .map(({ name, in: where }): Loss => ({
        name: `${subject.id} loses ${where} ${name}`,
        subject,
        without: (request) =>
          where === 'query' ? withoutQuery(request, name) : withoutHeader(request, name),
      })),
    ...propertiesOf(subject).map((name): Loss => ({
      name: `${subject.id} loses body /${name}`,
      subject,
      without: (request) => withoutProperty(request, name),
    })),
    ...(['authorization', 'content-type'] as const)
      .filter((name) => name !== 'content-type' || subject.body !== undefined)
      .map((name): Loss => ({
        name: `${subject.id} loses header ${name}`,
        subject,
        without: (request) => withoutHeader(request, name),
      })),
  ]);
}

function propertiesOf({ body }: Subject): string[] {
  const names = (body?.examples ?? []).flatMap(({ value }) => Object.keys(value as object));
  return [...new Set(names)];
}

const mostWorlds = 6;

/**
 * Who notices a server that never sees the part: two models go on side by side, one is the server and answers what it
 * was left with, the other judges what comes by what was really asked. Undefined: nobody sent the part.
 */
export function noticersOfLoss(run: Run, loss: Loss, off?: RuleName): Noticers | undefined {
  const tried = new Set<string>();
  for (const [index, entry] of run.entries.entries()) {
    const world = run.worldOf[index];
    if (world === undefined || tried.has(world) || !isOf(entry, loss)) continue;
    tried.add(world);
    const noticers = redBy(run, loss, index, world, off);
    if (noticers.size > 0) return noticers;
    if (tried.size >= mostWorlds) break;
  }
  return tried.size === 0 ? undefined : nobody;
}

function isOf(entry: Entry, { subject, without }: Loss): boolean {
  if (entry.kind !== 'exchange' || entry.exchange.response.status >= 400) return false;
  const found = read(entry.exchange.request);
  return (
    found.kind === 'operation' &&
    found.asked.subject === subject &&
    without(entry.exchange.request) !== undefined
  );
}

function redBy(run: Run, loss: Loss, from: number, world: string, off: RuleName | undefined): Noticers {
  let server = run.before[from] ?? nothing;
  let judging = server;
  for (const index of run.inWorld.get(world) ?? []) {
    const entry = run.entries[index];
    if (index < from || !entry) continue;
    if (entry.kind !== 'exchange') {
      server = observe(server, entry).model;
      judging = observe(judging, entry).model;
      continue;
    }
    const arrived = isOf(entry, loss)
      ? (loss.without(entry.exchange.request) ?? entry.exchange.request)
      : entry.exchange.request;
    const response = answered(server, entry, arrived);
    if (!response) return nobody;
    server = observe(server, { ...entry, exchange: { request: arrived, response } }).model;
    const { found, model } = observe(judging, {
      ...entry,
      exchange: { request: entry.exchange.request, response },
    });
    const noticers = rulesOf(found, off);
    if (noticers.size > 0) return noticers;
    judging = model;
  }
  return nobody;
}

/** What a server that is the model answers; as far as it may choose, like the real one did. */
export function answered(server: Model, entry: Asking, request: Request): Response | undefined {
  const { response } = entry.exchange;
  const asked = expectations(server, { ...entry, exchange: { request, response } });
  const chosen = asked?.expected.find(({ status }) => status === response.status) ?? asked?.expected[0];
  if (!chosen) return undefined;
  const json = filled(chosen.body, response.json);
  const headers = { ...response.headers };
  for (const [name, template] of Object.entries(chosen.headers)) {
    const value = template === null ? undefined : filled(template, response.headers[name]);
    if (typeof value === 'string') headers[name] = value;
    else delete headers[name];
  }
  const text = JSON.stringify(json);
  if (headers['content-length'] !== undefined) headers['content-length'] = String(Buffer.byteLength(text));
  return { status: chosen.status, headers, text, json };
}

function withoutQuery(request: Request, name: string): Request | undefined {
  const [path = '', search] = request.path.split('?');
  const pairs = search?.split('&') ?? [];
  const left = pairs.filter((pair) => pair.split('=')[0] !== name);
  if (left.length === pairs.length) return undefined;
  return { ...request, path: left.length === 0 ? path : `${path}?${left.join('&')}` };
}

function withoutHeader(request: Request, name: string): Request | undefined {
  const left = Object.entries(request.headers).filter(([each]) => each.toLowerCase() !== name.toLowerCase());
  if (left.length === Object.keys(request.headers).length) return undefined;
  return { ...request, headers: Object.fromEntries(left) };
}

function withoutProperty(request: Request, name: string): Request | undefined {
  if (typeof request.body !== 'string') return undefined;
  try {
    const json = JSON.parse(request.body) as unknown;
    if (!isRecord(json) || !Object.hasOwn(json, name)) return undefined;
    const left = Object.fromEntries(Object.entries(json).filter(([each]) => each !== name));
    return { ...request, body: JSON.stringify(left) };
  } catch {
    return undefined;
  }
}
