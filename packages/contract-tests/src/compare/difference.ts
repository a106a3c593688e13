import { resolve, subjects, type Schema, type Subject } from '../contract/catalog.ts';
import { accepts } from '../contract/validator.ts';
import type { Exchange, Response } from '../target/exchange.ts';
import type { Correspondence } from './correspondence.ts';

/** What two replies to the same request disagree in. */
export interface Difference {
  kind: 'status' | 'code' | 'envelope' | 'media type' | 'headers' | 'branch' | 'value';
  message: string;
}

type Pair = readonly [Exchange, Exchange];
interface Keywords {
  [keyword: string]: unknown;
}

/** Headers that the contract names anywhere; what else a server sends is its own affair. */
const named = [
  ...new Set(
    subjects.flatMap(({ replies }) =>
      [...replies.values()].flatMap(({ headers }) => headers.map(({ name }) => name)),
    ),
  ),
];
/** Headers whose values follow from the sequence alone, not from the time of day. */
const counted = ['X-RateLimit-Limit', 'X-Api-Quota-Limit', 'X-Api-Quota-Used', 'X-Api-Quota-Remaining'];
/** Schemas whose values each server chooses for itself. */
const own =
  /\/(Timestamp|WebhookSecretValue|ApiKeyPrefix|OrganizationSlug|OrganizationName|ApiKeyName|PlanName)$/;
const ownProperties = new Set(['durationMs']);

/**
 * Compares two replies to one request. With a story, values are compared too, ids by what they stand for;
 * without one (a side keeps no state) only what the contract fixes whatever the data: status, code, envelope, media type,
 * header set, property set and branch.
 */
export function differences(subject: Subject, pair: Pair, story: Correspondence | undefined): Difference[] {
  const [left, right] = pair.map(({ response }) => response) as [Response, Response];
  if (left.status !== right.status) return [said('status', left.status, right.status)];
  const codes = [code(left), code(right)] as const;
  if (codes[0] !== codes[1]) return [said('code', ...codes)];
  const found: Difference[] = [];
  const types = [mediaType(left), mediaType(right)] as const;
  if (types[0] !== types[1]) found.push(said('media type', ...types));
  const envelopes = [envelope(left), envelope(right)] as const;
  if (envelopes[0] !== envelopes[1]) found.push(said('envelope', ...envelopes));
  found.push(...headerDifferences(left, right, story !== undefined));
  const schema = subject.replies.get(left.status)?.schema;
  if (schema !== undefined && found.length === 0) {
    found.push(...bodies({ $ref: schema }, left.json, right.json, '', story));
  }
  return found;
}

function headerDifferences(left: Response, right: Response, values: boolean): Difference[] {
  return named.flatMap((name): Difference[] => {
    const texts = [left.headers[name.toLowerCase()], right.headers[name.toLowerCase()]] as const;
    const told = (text: string | undefined): string => (text === undefined ? `no ${name}` : name);
    if ((texts[0] === undefined) !== (texts[1] === undefined)) {
      return [said('headers', told(texts[0]), told(texts[1]))];
    }
    return values && counted.includes(name) && texts[0] !== texts[1]
      ? [said('value', `${name}: ${texts[0]}`, `${name}: ${texts[1]}`)]
      : [];
  });
}

/** Walks two bodies beside their schema. */
function bodies(
  written: Schema,
  left: unknown,
  right: unknown,
  at: string,
  story: Correspondence | undefined,
): Difference[] {
  const reference = (written as { $ref?: string }).$ref ?? '';
  const schema = resolve<Schema>(written);
  if (typeof schema === 'boolean') return [];
  const alternatives = (schema['oneOf'] ?? schema['anyOf']) as Schema[] | undefined;
  if (alternatives) {
    const [mine, yours] = [branch(alternatives, left), branch(alternatives, right)];
    // Whether a nullable value is null depends on the data, which a stateless side does not have.
    if (!story && (left === null || right === null)) return [];
    if (mine !== yours) {
      return [said('branch', `${at} follows branch ${mine}`, `${at} follows branch ${yours}`)];
    }
    return mine < 0 ? [] : bodies(alternatives[mine] as Schema, left, right, at, story);
  }
  if (Array.isArray(left) && Array.isArray(right)) return lists(schema, left, right, at, story);
  if (isRecord(left) && isRecord(right)) return records(schema, left, right, at, story);
  const types = [typeOf(left), typeOf(right)] as const;
  if (types[0] !== types[1]) {
    return story || !types.includes('null')
      ? [said('branch', `${at} is ${types[0]}`, `${at} is ${types[1]}`)]
      : [];
  }
  if (!story || left === right || own.test(reference)) return [];
  if (reference.endsWith('Identifier') && story.same(String(left), String(right))) return [];
  return [said('value', `${at} is ${shown(left)}`, `${at} is ${shown(right)}`)];
}

function lists(
  schema: Keywords,
  left: unknown[],
  right: unknown[],
  at: string,
  story: Correspondence | undefined,
): Difference[] {
  if (story && left.length !== right.length) {
    return [said('value', `${at} has ${left.length} items`, `${at} has ${right.length}`)];
  }
  const items = (schema['items'] ?? true) as Schema;
  const shared = Math.min(left.length, right.length, story ? Infinity : 1);
  return left
    .slice(0, shared)
    .flatMap((item, index) => bodies(items, item, right[index], `${at}/${index}`, story));
}

function records(
  schema: Keywords,
  left: Keywords,
  right: Keywords,
  at: string,
  story: Correspondence | undefined,
): Difference[] {
  const names = [Object.keys(left).toSorted(), Object.keys(right).toSorted()] as const;
  if (names[0].join() !== names[1].join()) {
    return [said('branch', `${at} has ${names[0].join(', ')}`, `${at} has ${names[1].join(', ')}`)];
  }
  const properties = (schema['properties'] ?? {}) as Record<string, Schema>;
  return names[0]
    .filter((name) => !ownProperties.has(name))
    .flatMap((name) => bodies(properties[name] ?? true, left[name], right[name], `${at}/${name}`, story));
}

function branch(alternatives: Schema[], value: unknown): number {
  return alternatives.findIndex((alternative) => accepts(alternative, value));
}

function envelope({ json }: Response): string {
  if (!isRecord(json)) return 'no envelope';
  const parts = [`success ${String(json['success'])}`, 'data' in json && 'data', 'meta' in json && 'meta'];
  return parts.filter((part) => part !== false).join(', ');
}

function code({ json }: Response): string | undefined {
  return isRecord(json) && typeof json['code'] === 'string' ? json['code'] : undefined;
}

function mediaType({ headers }: Response): string {
  return (headers['content-type'] ?? 'no media type').split(';')[0]?.trim().toLowerCase() ?? '';
}

function typeOf(value: unknown): string {
  return value === null
    ? 'null'
    : Array.isArray(value)
      ? 'a list'
      : value === undefined
        ? 'absent'
        : typeof value;
}

function isRecord(value: unknown): value is Keywords {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return JSON.stringify(value).slice(0, 80);
}

function said(kind: Difference['kind'], left: unknown, right: unknown): Difference {
  return { kind, message: `${String(left)} | ${String(right)}` };
}
