import { limits, type OperationId } from '@atteny/contract';
import { resolve, subjects, type Parameter, type Subject } from '../contract/catalog.ts';
import { problems } from '../contract/validator.ts';
import type { Request } from '../target/exchange.ts';
import type { Key } from './world.ts';

/** A request as the contract reads it. */
export interface Asked {
  subject: Subject;
  params: Record<string, string>;
  query: Record<string, string>;
  /** The key that was presented; the order of judgement puts it here. */
  key?: Key;
  idempotencyKey: string | undefined;
  json: unknown;
  /** Why it is refused once the key, the limits and the scope have let it pass; undefined: it is sound. */
  refusal: { status: 400 | 404 | 413 | 415; places: readonly string[] } | undefined;
  /** Whether the contract leaves it open how this is read: a sound reply and a 400 are both right. */
  open: boolean;
}

export type Read =
  | { kind: 'operation'; asked: Asked }
  | { kind: 'method'; allow: readonly string[] }
  | { kind: 'unknown' };

const routes = [...Map.groupBy(subjects, ({ operation }) => operation.path)]
  .map(([path, here]) => ({
    pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '([^/]+)')}$`),
    names: [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''),
    fixed: !path.includes('{'),
    here,
  }))
  .toSorted((a, b) => Number(b.fixed) - Number(a.fixed));

/** What is known of a request already: a mutant is judged with the requests of the run, ten thousand times the same. */
const readBefore = new WeakMap<Request, Read>();

/** Reads a request letter for letter. A request is never changed: another one is another object. */
export function read(request: Request): Read {
  const before = readBefore.get(request);
  if (before) return before;
  const found = readAnew(request);
  readBefore.set(request, found);
  return found;
}

/** The operation that a request means; undefined: none of the contract. */
export function operationIdOf(request: Request): OperationId | undefined {
  const found = read(request);
  return found.kind === 'operation' ? found.asked.subject.id : undefined;
}

function readAnew(request: Request): Read {
  const [path = '', ...rest] = request.path.split('?');
  const found = routes.find(({ pattern }) => pattern.test(path));
  if (!found) return { kind: 'unknown' };
  const subject = found.here.find(({ operation }) => operation.method.toUpperCase() === request.method);
  if (!subject) {
    return { kind: 'method', allow: found.here.map(({ operation }) => operation.method.toUpperCase()) };
  }
  const values = found.pattern.exec(path)?.slice(1) ?? [];
  const params = Object.fromEntries(found.names.map((name, index) => [name, decoded(values[index] ?? '')]));
  return { kind: 'operation', asked: asked(subject, params, rest.join('?'), request) };
}

function asked(subject: Subject, params: Record<string, string>, search: string, request: Request): Asked {
  const pairs = search === '' ? [] : search.split('&').map((pair) => pair.split(/=(.*)/s));
  const known = pairs.filter(([name]) =>
    subject.parameters.some((each) => each.in === 'query' && each.name === decoded(name ?? '')),
  );
  const query = Object.fromEntries(
    known.map(([name, value]) => [decoded(name ?? ''), decoded((value ?? '').replaceAll('+', ' '))]),
  );
  const header = (name: string): string | undefined =>
    Object.entries(request.headers).find(([each]) => each.toLowerCase() === name)?.[1];
  const key = subject.operation.idempotent ? header('idempotency-key') : undefined;
  const { json, refusal } = bodyOf(subject, request, header('content-type'));
  const open =
    Object.keys(query).length < known.length ||
    /%(?![0-9a-f]{2})|\+|%00/i.test(search) ||
    search.split(/[&=]/).some((part) => part.includes('%') && decoded(part) === part) ||
    search.includes('[');
  const places = [
    ...parameterProblems(subject, 'query', query),
    ...(key === undefined ? [] : parameterProblems(subject, 'header', { 'Idempotency-Key': key })),
    ...(refusal?.places ?? []),
  ];
  const missing = parameterProblems(subject, 'path', params).length > 0;
  const status =
    refusal !== undefined && refusal.status !== 400
      ? refusal.status
      : missing
        ? 404
        : refusal !== undefined || places.length > 0
          ? 400
          : undefined;
  return {
    subject,
    params,
    query,
    idempotencyKey: key,
    json,
    refusal: status === undefined ? undefined : { status, places: status === 400 ? places : [] },
    open,
  };
}

function bodyOf(
  subject: Subject,
  { body, headers }: Request,
  type: string | undefined,
): { json: unknown; refusal: Asked['refusal'] } {
  const { body: expected } = subject;
  const sent = body ?? '';
  const chunked = Object.keys(headers).some((name) => name.toLowerCase() === 'transfer-encoding');
  if (!expected || (Buffer.byteLength(sent) === 0 && !chunked)) {
    return {
      json: undefined,
      refusal: expected?.required === true ? { status: 400, places: ['/body'] } : undefined,
    };
  }
  const refused = (status: 400 | 413 | 415, places: string[] = []) => ({
    json: undefined,
    refusal: { status, places },
  });
  const encoding = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-encoding')?.[1];
  if (!isJsonInUtf8(type ?? '') || !/^(identity)?$/i.test(encoding ?? '')) return refused(415);
  if (Buffer.byteLength(sent) > limits.requestBodyBytes) return refused(413);
  let json: unknown;
  try {
    json = JSON.parse(
      typeof sent === 'string' ? sent : new TextDecoder('utf-8', { fatal: true }).decode(sent),
    ) as unknown;
  } catch {
    return refused(400);
  }
  const places = problems(expected.schema, json).map((place) => `/body${place}`);
  places.push(...brokenTexts(json, '/body').filter((place) => !places.includes(place)));
  return places.length > 0 ? { json, refusal: { status: 400, places } } : { json, refusal: undefined };
}

/** Parameters of a media type say nothing, but for a charset: it is UTF-8, spelled with its hyphen or without. */
function isJsonInUtf8(type: string): boolean {
  const [name = '', ...parameters] = type
    .replaceAll(/(?<!charset *= *)"[^"]*"/gi, '')
    .toLowerCase()
    .split(';');
  return (
    name.trim() === 'application/json' &&
    parameters.every((each) => !/^ *charset *=/.test(each) || /^ *charset *= *"?utf-?8"? *$/.test(each))
  );
}

function parameterProblems(
  subject: Subject,
  where: Parameter['in'],
  given: Record<string, string>,
): string[] {
  return subject.parameters
    .filter((parameter) => parameter.in === where && Object.hasOwn(given, parameter.name))
    .flatMap(({ name, schema }) => {
      const text = given[name] ?? '';
      const { type } = resolve<{ type?: unknown }>(schema);
      const value = type === 'integer' && /^-?\d+$/.test(text) ? Number(text) : text;
      return problems(schema, value).length > 0 || !isText(text)
        ? [where === 'header' ? `/headers/${name.toLowerCase()}` : `/${where}/${name}`]
        : [];
    });
}

/** Well-formed Unicode without NUL. */
function isText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** Where in a body a text is none, of names as well. */
function brokenTexts(value: unknown, place: string): string[] {
  if (typeof value === 'string') return isText(value) ? [] : [place];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    isText(name) ? brokenTexts(each, `${place}/${name}`) : [place],
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
