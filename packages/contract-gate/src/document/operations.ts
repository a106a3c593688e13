import type { Source } from '../change.ts';
import { child, isRecord, type DocumentFiles, type Location } from './files.ts';

export const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

export interface MediaType {
  at: Location;
  schema?: Location;
}
export type Content = ReadonlyMap<string, MediaType>;

/** A parameter or a header of a reply, with what is not written filled in. */
export interface Parameter {
  name: string;
  in: string;
  at: Location;
  required: boolean;
  style: string;
  explode: boolean;
  allowReserved: boolean;
  allowEmptyValue: boolean;
  schema?: Location;
  content: Content;
  source?: Source;
}

export interface Answer {
  at: Location;
  headers: ReadonlyMap<string, Parameter>;
  content: Content;
  links: Location;
}

/** An operation with everything that it inherits from its path and its document. */
export interface Operation {
  /** `operationId`, or method and path. */
  name: string;
  id?: string;
  section: 'paths' | 'webhooks' | 'callbacks';
  path: string;
  method: string;
  source: Source;
  at: Location;
  /** Where the path is named. */
  pathAt: Location;
  parameters: ReadonlyMap<string, Parameter>;
  body?: { at: Location; required: boolean; content: Content };
  answers: ReadonlyMap<string, Answer>;
  security: { at: Location; alternatives: unknown[] };
  servers: { at: Location; urls: string[] };
  callbacks: Operation[];
}

/** Every operation of `paths` or `webhooks`. */
export function operationsOf(files: DocumentFiles, section: 'paths' | 'webhooks'): Operation[] {
  const root = { file: files.root, pointer: '#' };
  return Object.keys(files.record(child(root, section)))
    .filter((path) => !path.startsWith('x-'))
    .flatMap((path) => pathOperations(files, section, path, child(root, section, path)));
}

function pathOperations(
  files: DocumentFiles,
  section: Operation['section'],
  path: string,
  pathAt: Location,
): Operation[] {
  const item = files.follow(pathAt);
  return methods
    .filter((method) => isRecord(files.record(item)[method]))
    .map((method) => operation(files, section, path, method, pathAt, item));
}

function operation(
  files: DocumentFiles,
  section: Operation['section'],
  path: string,
  method: string,
  pathAt: Location,
  item: Location,
): Operation {
  const at = child(item, method);
  const raw = files.record(at);
  const root = { file: files.root, pointer: '#' };
  const body = raw['requestBody'] === undefined ? undefined : files.follow(child(at, 'requestBody'));
  const id = typeof raw['operationId'] === 'string' ? raw['operationId'] : undefined;
  const holder = [at, item, root].find((each) => Array.isArray(files.record(each)['servers'])) ?? root;
  const guard = raw['security'] === undefined ? root : at;
  return {
    name: id ?? `${method.toUpperCase()} ${path}`,
    ...(id !== undefined && { id }),
    section,
    path,
    method,
    source: raw['x-atteny-source'] === 'inferred' ? 'inferred' : 'documented',
    at,
    pathAt,
    parameters: new Map([...parametersOf(files, item), ...parametersOf(files, at)]),
    ...(body && {
      body: { at: body, required: files.record(body)['required'] === true, content: contentOf(files, body) },
    }),
    answers: new Map([...answersOf(files, at)].map(([status, each]) => [status.toUpperCase(), each])),
    security: { at: child(guard, 'security'), alternatives: securityOf(files, guard) },
    servers: { at: child(holder, 'servers'), urls: serversOf(files, holder) },
    callbacks: keys(files, child(at, 'callbacks')).flatMap((name) => {
      const callback = files.follow(child(at, 'callbacks', name));
      return keys(files, callback).flatMap((expression) =>
        pathOperations(files, 'callbacks', `${name} ${expression}`, child(callback, expression)),
      );
    }),
  };
}

/** What `responses` of an operation, or of `components`, describe. */
export function answersOf(files: DocumentFiles, at: Location): ReadonlyMap<string, Answer> {
  return new Map(
    keys(files, child(at, 'responses')).map((name) => {
      const answer = files.follow(child(at, 'responses', name));
      const headers = keys(files, child(answer, 'headers'))
        .filter((header) => header.toLowerCase() !== 'content-type')
        .map(
          (header) =>
            [
              header.toLowerCase(),
              parameter(files, child(answer, 'headers', header), header, 'header'),
            ] as const,
        );
      return [
        name,
        {
          at: answer,
          headers: new Map(headers),
          content: contentOf(files, answer),
          links: child(answer, 'links'),
        },
      ];
    }),
  );
}

function parametersOf(files: DocumentFiles, at: Location): [string, Parameter][] {
  const list = files.record(at)['parameters'];
  if (!Array.isArray(list)) return [];
  return list.flatMap((_, index) => {
    const here = files.follow(child(at, 'parameters', index));
    const { name, in: place } = files.record(here);
    if (typeof name !== 'string' || typeof place !== 'string') {
      throw files.complaint(here, 'is a parameter without name and in');
    }
    // Said elsewhere: by security and by the media types.
    if (place === 'header' && /^(?:accept|content-type|authorization)$/i.test(name)) return [];
    return [
      [`${place} ${place === 'header' ? name.toLowerCase() : name}`, parameter(files, here, name, place)],
    ];
  });
}

function parameter(files: DocumentFiles, at: Location, name: string, place: string): Parameter {
  const here = files.follow(at);
  const raw = files.record(here);
  const style =
    typeof raw['style'] === 'string'
      ? raw['style']
      : place === 'query' || place === 'cookie'
        ? 'form'
        : 'simple';
  const source = raw['x-atteny-source'];
  return {
    name,
    in: place,
    at: here,
    required: raw['required'] === true || place === 'path',
    style,
    explode: typeof raw['explode'] === 'boolean' ? raw['explode'] : style === 'form',
    allowReserved: raw['allowReserved'] === true,
    allowEmptyValue: raw['allowEmptyValue'] === true,
    ...(raw['schema'] !== undefined && { schema: child(here, 'schema') }),
    content: contentOf(files, here),
    ...((source === 'documented' || source === 'inferred') && { source }),
  };
}

function contentOf(files: DocumentFiles, at: Location): Content {
  return new Map(
    keys(files, child(at, 'content')).map((type) => {
      const here = files.follow(child(at, 'content', type));
      const name = type
        .toLowerCase()
        .replaceAll(/\s*;\s*charset=[^;]*/g, '')
        .trim();
      return [
        name,
        { at: here, ...(files.record(here)['schema'] !== undefined && { schema: child(here, 'schema') }) },
      ];
    }),
  );
}

function securityOf(files: DocumentFiles, at: Location): unknown[] {
  const list = files.record(at)['security'];
  return Array.isArray(list) && list.length > 0 ? (list as unknown[]) : [{}];
}

/** Every address that a list of servers stands for, variables with a list of values written out. */
function serversOf(files: DocumentFiles, at: Location): string[] {
  const list = files.record(at)['servers'];
  const servers =
    Array.isArray(list) && list.length > 0 ? (list as Record<string, unknown>[]) : [{ url: '/' }];
  const urls = servers.flatMap((server) => {
    const variables = isRecord(server['variables']) ? server['variables'] : {};
    return Object.entries(variables).reduce(
      (found, [name, variable]) => {
        const values =
          isRecord(variable) && Array.isArray(variable['enum']) ? (variable['enum'] as unknown[]) : undefined;
        return values
          ? found.flatMap((url) =>
              values.slice(0, 20).map((value) => url.replaceAll(`{${name}}`, String(value))),
            )
          : found;
      },
      [typeof server['url'] === 'string' ? server['url'] : '/'],
    );
  });
  return [...new Set(urls.map((url) => url.replace(/\/+$/, '')))].slice(0, 200);
}

function keys(files: DocumentFiles, at: Location): string[] {
  return Object.keys(files.record(at)).filter(
    (name) => !name.startsWith('x-') || /\/(?:headers|callbacks)$/.test(at.pointer),
  );
}
