import { type Node, referred, valueAt } from './contract.ts';

/** One documented part: where it stands, and how the contract reads without it. */
export interface Part {
  kind:
    | 'path'
    | 'operation'
    | 'event'
    | 'status'
    | 'header'
    | 'parameter'
    | 'property'
    | 'value of a request';
  file: string;
  path: string[];
  /** Takes it out of the parsed file. */
  remove: (root: Node) => void;
}

const methods = ['get', 'put', 'post', 'delete', 'patch'];
const listsOfSchemas = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
/** Not conditions and `not`: what is taken out of them is a rule, and no part that goes. */
const ownSchemas = ['items', 'additionalProperties', 'contains', 'propertyNames'];

/** Every part that a document describes and a program may rely on, each once, wherever it stands. */
export function partsOf(files: ReadonlyMap<string, Node>, document: string): Part[] {
  const found = new Map<string, Part>();
  const walked = new Set<string>();
  const root = `${document}/openapi.yaml`;

  const add = (kind: Part['kind'], file: string, path: string[], remove?: (root: Node) => void): void => {
    const [last = ''] = path.slice(-1);
    const owner = path.slice(0, -1);
    found.set(`${file} ${path.join('/')}`, {
      kind,
      file,
      path,
      remove: remove ?? ((value) => delete valueAt(value, owner)[last]),
    });
  };
  /** Calls back with the place that references lead to, once for each reason to look at it. */
  const at = (
    why: string,
    file: string,
    path: string[],
    look: (value: Node, file: string, path: string[]) => void,
  ): void => {
    const value = valueAt(files.get(file), path);
    if (value === undefined || value === null) return;
    if (walked.has(`${why} ${file} ${path.join('/')}`)) return;
    walked.add(`${why} ${file} ${path.join('/')}`);
    if (typeof value.$ref === 'string') {
      const next = referred(file, value.$ref as string);
      at(why, next.file, next.path, look);
    }
    look(value, file, path);
  };

  const schema = (direction: 'request' | 'reply', file: string, path: string[]): void =>
    at(direction, file, path, (value, inFile, here) => {
      for (const name of Object.keys(value.properties ?? {})) {
        add('property', inFile, [...here, 'properties', name], (whole) => withoutProperty(whole, here, name));
        schema(direction, inFile, [...here, 'properties', name]);
      }
      if (direction === 'request' && value.enum?.length > 1) {
        for (const each of value.enum as unknown[]) {
          add('value of a request', inFile, [...here, 'enum', String(each)], (whole) => {
            const owner = valueAt(whole, here);
            owner.enum = owner.enum.filter((other: unknown) => other !== each);
          });
        }
      }
      for (const keyword of listsOfSchemas) {
        for (const index of Object.keys(value[keyword] ?? [])) {
          schema(direction, inFile, [...here, keyword, index]);
        }
      }
      for (const keyword of ownSchemas) {
        if (typeof value[keyword] === 'object') schema(direction, inFile, [...here, keyword]);
      }
    });

  const content = (direction: 'request' | 'reply', value: Node, file: string, path: string[]): void => {
    for (const type of Object.keys(value.content ?? {})) {
      schema(direction, file, [...path, 'content', type, 'schema']);
    }
  };

  const operation = (sent: 'request' | 'reply', file: string, path: string[]): void =>
    at('operation', file, path, (value, inFile, here) => {
      for (const index of Object.keys(value.parameters ?? [])) {
        add('parameter', inFile, [...here, 'parameters', index], (whole) =>
          valueAt(whole, [...here, 'parameters']).splice(Number(index), 1),
        );
        at(sent, inFile, [...here, 'parameters', index], (parameter, its, place) => {
          if (parameter.schema) schema(sent, its, [...place, 'schema']);
        });
      }
      at(sent, inFile, [...here, 'requestBody'], (body, its, place) => content(sent, body, its, place));
      for (const status of Object.keys(value.responses ?? {})) {
        add('status', inFile, [...here, 'responses', status]);
        at('reply', inFile, [...here, 'responses', status], (reply, its, place) => {
          for (const name of Object.keys(reply.headers ?? {})) {
            add('header', its, [...place, 'headers', name]);
            at('reply', its, [...place, 'headers', name], (header, where, headerAt) => {
              if (header.schema) schema('reply', where, [...headerAt, 'schema']);
            });
          }
          content('reply', reply, its, place);
        });
      }
    });

  const whole = files.get(root);
  for (const [section, kind] of [
    ['paths', 'path'],
    ['webhooks', 'event'],
  ] as const) {
    for (const name of Object.keys(whole[section] ?? {})) {
      add(kind, root, [section, name]);
      at('item', root, [section, name], (item, file, path) => {
        for (const method of methods) {
          if (!item[method]) continue;
          if (kind === 'path') add('operation', file, [...path, method]);
          operation(kind === 'path' ? 'request' : 'reply', file, [...path, method]);
        }
        if (item.parameters) operation('request', file, path);
      });
    }
  }
  return [...found.values()];
}

function withoutProperty(root: Node, schema: readonly string[], name: string): void {
  const owner = valueAt(root, schema);
  delete owner.properties[name];
  if (owner.required) owner.required = owner.required.filter((each: string) => each !== name);
  if (owner.required?.length === 0) delete owner.required;
}
