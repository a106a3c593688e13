import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMap, isScalar, LineCounter, parseDocument, type Document, type YAMLMap } from 'yaml';
import { webhooks, type OperationId } from '@atteny/contract';
import { subjects } from '../contract/catalog.ts';

const workspace = fileURLToPath(new URL('../../../..', import.meta.url));
const folder = join(workspace, 'spec', 'atteny');

/** A line of the contract's source. */
export interface Line {
  /** Relative to the workspace, with `/`. */
  file: string;
  line: number;
}

interface Node {
  file: string;
  map: YAMLMap;
}

interface Read {
  document: Document.Parsed;
  lines: LineCounter;
}

const files = new Map<string, Read | undefined>();

/** The line of `spec/` that says what a place of a reply (`/body/data/0/name`, `/headers/date`) or delivery has to be. */
export function sourceOf(operationId: string | undefined, status: number, place = ''): Line {
  const [part, ...names] = place.split('/').slice(1);
  const event = Object.entries(webhooks).find(([, name]) => name === operationId)?.[1];
  const subject = subjects.find(({ id }) => id === (operationId as OperationId | undefined));
  const root: Line = { file: 'spec/atteny/openapi.yaml', line: 1 };
  if (part === 'headers' && names[0] !== undefined && names[0] !== '') {
    const header = headerFile(names[0]);
    if (header) return { file: named(header), line: 1 };
  }
  if (!subject && event === undefined) return root;
  const file = subject
    ? join(folder, 'paths', `${subject.operation.path.slice(1).replaceAll('/', '_')}.yaml`)
    : join(folder, 'webhooks', `${event}.yaml`);
  const start = nodeAt(file);
  const operation = start && below(start, subject ? subject.operation.method : 'post');
  if (!operation) return existsSync(file) ? { file: named(file), line: 1 } : root;
  const content = subject ? below(operation, 'responses', String(status)) : below(operation, 'requestBody');
  const schema =
    part === 'body' && content ? below(content, 'content', 'application/json', 'schema') : undefined;
  const found = schema ? property(schema, names) : undefined;
  if (found) return found;
  return lineOfStatus(operation, status) ?? lineOf(operation);
}

/** Where an operation names a status. */
function lineOfStatus(operation: Node, status: number): Line | undefined {
  const responses = below(operation, 'responses');
  const pair = responses?.map.items.find(({ key }) => isScalar(key) && String(key.value) === String(status));
  return responses && pair && isScalar(pair.key)
    ? position(responses.file, pair.key.range?.[0] ?? 0)
    : undefined;
}

/** Follows a place through properties, items and alternatives, to the line of the last name that is found. */
function property(schema: Node, names: readonly string[]): Line | undefined {
  let here = schema;
  let line = lineOf(schema);
  for (const name of names) {
    if (/^\d+$/.test(name)) {
      here = below(here, 'items') ?? here;
      continue;
    }
    const step = stepTo(here, name);
    if (!step) return line;
    line = step.line;
    if (!step.node) return line;
    here = step.node;
  }
  return line;
}

function stepTo(schema: Node, name: string): { line: Line; node: Node | undefined } | undefined {
  const properties = below(schema, 'properties');
  const pair = properties?.map.items.find(({ key }) => isScalar(key) && key.value === name);
  if (properties && pair && isScalar(pair.key)) {
    return { line: position(properties.file, pair.key.range?.[0] ?? 0), node: below(properties, name) };
  }
  for (const alternatives of ['oneOf', 'anyOf', 'allOf']) {
    const list = schema.map.get(alternatives, true) as { items?: unknown[] } | undefined;
    for (const item of list?.items ?? []) {
      const found = isMap(item) ? stepTo(followed({ file: schema.file, map: item }), name) : undefined;
      if (found) return found;
    }
  }
  return undefined;
}

function below(node: Node, ...names: string[]): Node | undefined {
  let here: Node | undefined = node;
  for (const name of names) {
    const value: unknown = here?.map.get(name, true);
    if (!here || !isMap(value)) return undefined;
    here = followed({ file: here.file, map: value });
  }
  return here;
}

/** A reference to another file stands for what is in it. */
function followed(node: Node): Node {
  const reference = node.map.get('$ref');
  if (typeof reference !== 'string' || reference.startsWith('#')) return node;
  return nodeAt(join(dirname(node.file), reference)) ?? node;
}

function nodeAt(file: string): Node | undefined {
  const map = readOnce(file)?.document.contents;
  return map && isMap(map) ? { file, map } : undefined;
}

function readOnce(file: string): Read | undefined {
  if (!files.has(file)) {
    const lines = new LineCounter();
    files.set(
      file,
      existsSync(file)
        ? { document: parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines }), lines }
        : undefined,
    );
  }
  return files.get(file);
}

const lineOf = ({ file, map }: Node): Line => position(file, map.range?.[0] ?? 0);

function position(file: string, offset: number): Line {
  return { file: named(file), line: Math.max(1, readOnce(file)?.lines.linePos(offset).line ?? 1) };
}

const named = (file: string): string => relative(workspace, file).split(sep).join('/');

function headerFile(name: string): string | undefined {
  const known = [
    ...subjects.flatMap(({ replies }) =>
      [...replies.values()].flatMap(({ headers }) => headers.map((each) => each.name)),
    ),
    'Allow',
  ];
  const written = known.find((each) => each.toLowerCase() === name);
  return [
    join(folder, 'components', 'headers', `${written}.yaml`),
    ...[
      'X-Atteny-Signature',
      'X-Atteny-Signature-Next',
      'X-Atteny-Event',
      'X-Atteny-Delivery',
      'webhook-id',
      'webhook-signature',
      'webhook-timestamp',
    ]
      .filter((each) => each.toLowerCase() === name)
      .map((each) => join(folder, 'components', 'parameters', `${each}.yaml`)),
  ].find(existsSync);
}
