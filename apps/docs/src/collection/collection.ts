import type { Parameter } from '../contract/document.ts';
import type { NamedExample, Operation } from '../contract/operations.ts';
import { callOf } from '../samples/call.ts';
import type { Edition } from '../site/edition.ts';

/** The name of the file, in each language at the root of its edition. */
export const collectionFile = 'atteny.postman_collection.json';

/** The part of Postman's format, version 2.1, that is written here. */
export interface Collection {
  info: { name: string; description: string; schema: string };
  auth: { type: 'bearer'; bearer: Variable[] };
  variable: Variable[];
  item: Folder[];
}

interface Folder {
  name: string;
  description: string;
  item: Item[];
}

export interface Item {
  name: string;
  request: Request;
  /** What the reply looks like; nothing is sent for it. */
  response: {
    name: string;
    originalRequest: Request;
    code: number;
    header: Variable[];
    body: string;
    _postman_previewlanguage: 'json';
  }[];
}

interface Request {
  method: string;
  url: { raw: string; host: string[]; path: string[]; query: Variable[]; variable: Variable[] };
  header: Variable[];
  body?: { mode: 'raw'; raw: string; options: { raw: { language: 'json' } } };
  description: string;
}

interface Variable {
  key: string;
  value: string;
  type?: string;
  description?: string;
  disabled?: boolean;
}

/**
 * The operations as a Postman collection, in the order of the document: a folder a tag, and a request for each example of a
 * body. Where each is sent, and with which key, stands in two variables.
 */
export function collectionOf({ labels, bundle, origins, groups }: Edition): Collection {
  const { title, summary = '' } = bundle.document.info;
  return {
    info: {
      name: title,
      description: `${summary}\n\n${labels.collectionVariables(origins.sandbox)}`,
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{apiKey}}', type: 'string' }] },
    variable: [
      { key: 'baseUrl', value: origins.production.baseUrl, type: 'string' },
      { key: 'apiKey', value: '', type: 'string' },
    ],
    item: groups
      .map(({ tag, operations }) => ({
        name: tag['x-displayName'] ?? tag.name,
        description: tag.description ?? '',
        item: operations.filter(({ kind }) => kind === 'operation').flatMap(itemsOf),
      }))
      .filter(({ item }) => item.length > 0),
  };
}

function itemsOf(operation: Operation): Item[] {
  const examples = operation.body?.examples ?? [];
  return examples.length > 0
    ? examples.map((example) => itemOf(operation, example))
    : [itemOf(operation, undefined)];
}

function itemOf(operation: Operation, example: NamedExample | undefined): Item {
  const request = requestOf(operation, example);
  return {
    name: example === undefined ? operation.summary : `${operation.summary}: ${example.summary}`,
    request,
    response: operation.responses
      .filter(({ status }) => status.startsWith('2'))
      .flatMap(({ status, examples }) =>
        examples.map(({ summary, value }) => ({
          name: summary,
          originalRequest: request,
          code: Number(status),
          header: [json],
          body: JSON.stringify(value, null, 2),
          _postman_previewlanguage: 'json' as const,
        })),
      ),
  };
}

const json: Variable = { key: 'Content-Type', value: 'application/json' };

function requestOf(operation: Operation, example: NamedExample | undefined): Request {
  const call = callOf(operation, example?.value);
  const segments = call.path.slice(1).replaceAll(/\{(\w+)\}/g, ':$1');
  const of = (where: Parameter['in']) => operation.parameters.filter((parameter) => parameter.in === where);
  const query = of('query').map((parameter) => ({ ...variableOf(parameter), disabled: true }));
  // Each sending is an intention of its own: Postman makes a new key for it.
  const headers = of('header').map((parameter) => ({ ...variableOf(parameter), value: '{{$guid}}' }));
  return {
    method: call.method.toUpperCase(),
    url: {
      raw: `{{baseUrl}}/${segments}`,
      host: ['{{baseUrl}}'],
      path: segments.split('/'),
      query,
      variable: of('path').map(variableOf),
    },
    header: call.body === undefined ? headers : [json, ...headers],
    ...(call.body !== undefined && {
      body: { mode: 'raw', raw: JSON.stringify(call.body, null, 2), options: { raw: { language: 'json' } } },
    }),
    description: operation.description,
  };
}

function variableOf({ name, example, description = '' }: Parameter): Variable {
  return { key: name, value: String(example ?? ''), description };
}
