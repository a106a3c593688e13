import { join } from 'node:path';
import { isMap } from 'yaml';
import { webhookEvents, webhooks } from '@atteny/contract';
import { subjects } from '../contract/catalog.ts';
import type { RuleName } from '../oracle/named-rules.ts';
import type { Violation } from '../conformance/violation.ts';
import {
  below,
  folder,
  followed,
  lineOf,
  lineOfName,
  lineWith,
  nodeAt,
  type Line,
  type Node,
} from './spec-files.ts';

/** What says which promise is broken. */
export type Broken = Partial<
  Pick<Violation, 'rule' | 'place' | 'message' | 'schema' | 'because' | 'operationId'>
> & {
  /** The status that was promised, or else that came. */
  status: number;
};

/** The line of `spec/` that says what was broken: of a place of a reply or a delivery, of a status, or of a rule in prose. */
export function sourceOf({
  rule,
  place = '',
  message = '',
  schema,
  because,
  operationId,
  status,
}: Broken): Line {
  const [part, ...names] = place.split('/').slice(1);
  const ofSchema = schema === undefined ? undefined : lineAtPointer(schema);
  if (ofSchema) return ofSchema;
  const operation = operationOf(operationId, message);
  if (part === 'headers') {
    const header = headerNode(operation, names[0] ?? '');
    const isMissing = message.endsWith(' is missing');
    const ofHeader = isMissing
      ? lineOfName(header, 'required', 'description')
      : lineOfName(header, 'description');
    if (ofHeader) return ofHeader;
  }
  if (!operation?.node) {
    return lineInProse(rule === 'interrupted' ? rule : because) ?? uncoveredLine(status, part, names);
  }
  const { node, isEvent } = operation;
  const ofEmitting = rule === 'emits' ? lineOfName(node, 'x-atteny-emits') : undefined;
  if (ofEmitting) return ofEmitting;
  const content = isEvent ? below(node, 'requestBody') : below(node, 'responses', String(status));
  const body = below(content, 'content', 'application/json', 'schema');
  const found = part === 'body' && body ? lineOfProperty(body, names) : undefined;
  return (
    found ??
    lineInProse(because) ??
    (isEvent ? lineOfName(node, 'description') : lineOfName(below(node, 'responses'), String(status))) ??
    lineOfName(node, 'responses') ??
    lineOf(node)
  );
}

const nowhere: Line = { file: 'spec/atteny/openapi.yaml', line: 1 };

/** What no line of an operation promises, and the prose of the whole contract does. */
const prose: Partial<Record<RuleName | 'interrupted', string>> = {
  interrupted: '# Respostas e erros',
  'the console tells the same': '# Webhooks',
  'deliveries are all there': 'O registro de uma entrega',
  'an attempt of the clock reaches its receiver': '## Tentativas',
  'an attempt of the clock is what it was answered': '## Tentativas',
  'what is due comes': '## Tentativas',
  'a delivery is of an endpoint': '## Conferir a assinatura',
  'nothing comes that did not happen': 'A entrega é feita ao menos uma vez',
  'nothing comes after its end': '## Tentativas',
  'nothing comes to who is disabled': '## Desativação',
  'waits have jitter': '## Tentativas',
};

/** The line of the prose; a rule of which it says nothing has none. */
export function lineInProse(rule: RuleName | 'interrupted' | undefined): Line | undefined {
  const text = rule === undefined ? undefined : prose[rule];
  return text === undefined ? undefined : lineWith(join(folder, 'openapi.yaml'), text);
}

/** Rules that have a line in the prose. */
export const rulesInProse = Object.keys(prose) as (keyof typeof prose)[];

/** An operation, or an event by its name, or the one that a sentence begins with. */
function operationOf(
  id: string | undefined,
  message: string,
): { node: Node | undefined; isEvent: boolean } | undefined {
  const subject = subjects.find((each) => each.id === id);
  if (subject) {
    const { path, method } = subject.operation;
    const file = join(folder, 'paths', `${path.slice(1).replaceAll('/', '_')}.yaml`);
    return { node: below(nodeAt(file), method), isEvent: false };
  }
  const event =
    Object.values(webhooks).find((name) => name === id) ??
    webhookEvents.find((name) => message.startsWith(`${name} `));
  return event === undefined
    ? undefined
    : { node: below(nodeAt(join(folder, 'webhooks', `${event}.yaml`)), 'post'), isEvent: true };
}

/** What is answered where no operation is: by what the contract has for unknown paths and methods. */
function uncoveredLine(status: number, part: string | undefined, names: readonly string[]): Line {
  const file = status === 405 ? 'MethodNotAllowed' : 'UnknownPath';
  const response = nodeAt(join(folder, 'components', 'responses', `${file}.yaml`));
  const body = part === 'body' ? below(response, 'content', 'application/json', 'schema') : undefined;
  return (body && lineOfProperty(body, names)) ?? lineOfName(response, 'description') ?? nowhere;
}

/** A header of a reply, or of a delivery, by its name in lower case. */
function headerNode(operation: ReturnType<typeof operationOf>, name: string): Node | undefined {
  const parameters = operation?.isEvent ? operation.node?.map.get('parameters', true) : undefined;
  const items = (parameters as { items?: unknown[] } | undefined)?.items ?? [];
  for (const item of items) {
    const node =
      operation?.node && isMap(item) ? followed({ file: operation.node.file, map: item }) : undefined;
    if (String(node?.map.get('name')).toLowerCase() === name) return node;
  }
  const written = [...replyHeaders].find((each) => each.toLowerCase() === name);
  const shared = name.startsWith('access-control-') ? 'Access-Control-Allow-Origin' : undefined;
  return nodeAt(join(folder, 'components', 'headers', `${written ?? shared}.yaml`));
}

const replyHeaders = new Set([
  'Allow',
  ...subjects.flatMap(({ replies }) =>
    [...replies.values()].flatMap(({ headers }) => headers.map((each) => each.name)),
  ),
]);

/** `#/components/schemas/Timestamp/pattern`: the file of a component is called as the component. */
function lineAtPointer(pointer: string): Line | undefined {
  const [kind = '', name = '', ...names] = pointer.replace('#/components/', '').split('/');
  const file = nodeAt(join(folder, 'components', kind, `${name}.yaml`));
  const last = names.at(-1);
  return last === undefined ? undefined : lineOfName(below(file, ...names.slice(0, -1)), last);
}

/** Follows a place through properties, items and alternatives, to the line of the last name that is found. */
function lineOfProperty(schema: Node, names: readonly string[]): Line {
  let here = schema;
  let line = lineOfName(schema, 'type', 'properties') ?? lineOf(schema);
  for (const name of names) {
    if (/^\d+$/.test(name)) {
      here = below(here, 'items') ?? here;
      continue;
    }
    const step = stepTo(here, name);
    // A property that no schema names stands in none of these.
    if (!step) return lineOfName(here, 'properties') ?? line;
    line = step.line;
    if (!step.node) return line;
    here = step.node;
  }
  return line;
}

function stepTo(schema: Node, name: string): { line: Line; node: Node | undefined } | undefined {
  const properties = below(schema, 'properties');
  const line = lineOfName(properties, name);
  if (line) return { line, node: below(properties, name) };
  for (const alternatives of ['oneOf', 'anyOf', 'allOf']) {
    const list = schema.map.get(alternatives, true) as { items?: unknown[] } | undefined;
    for (const item of list?.items ?? []) {
      const found = isMap(item) ? stepTo(followed({ file: schema.file, map: item }), name) : undefined;
      if (found) return found;
    }
  }
  return undefined;
}
