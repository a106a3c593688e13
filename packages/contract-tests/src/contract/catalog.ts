import type { OpenAPIV3_1 } from 'openapi-types';
import { publicOperations, type Operation, type OperationId } from '@atteny/contract';
import { closeResponses, publicDocument } from '@atteny/contract/documents';
import type { operations } from '@atteny/contract/public';

export type Schema = Record<string, unknown> | boolean;
export interface NamedExample {
  name: string;
  value: unknown;
}
export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  schema: Schema;
  example: unknown;
}
export interface HeaderPromise {
  name: string;
  required: boolean;
  /** Pointer of the schema within the closed document, for the validator. */
  schema: string;
}
export interface Reply {
  status: number;
  mediaType: string | undefined;
  /** Pointer of the body's schema within the closed document. */
  schema: string | undefined;
  headers: HeaderPromise[];
  examples: NamedExample[];
}
/** One operation with everything that a black-box check needs to ask it and to judge its reply. */
export interface Subject {
  id: OperationId;
  operation: Operation;
  parameters: Parameter[];
  body: { required: boolean; schema: Schema; examples: NamedExample[] } | undefined;
  replies: Map<number, Reply>;
}

type NamesIn<Asked> = Asked extends { parameters: { path: infer Path } } ? keyof Path & string : never;

/** A value for every identifier that a path of the contract names: without one for a new name it does not compile. */
export type Identifiers = Readonly<Record<NamesIn<operations[OperationId]>, string>>;

/** The document that replies are judged by: nothing may be sent that it does not name. */
export const closedDocument = closeResponses(publicDocument);

/** What stands at a pointer of it: the same few are asked for with every reply. */
const foundAt = new Map<string, unknown>();

/** Every operation of the public contract, in the document's order. */
export const subjects: readonly Subject[] = Object.values(publicOperations).map(describe);

/** Follows `$ref`s within the closed document. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller knows what stands there
export function resolve<T>(value: unknown): T {
  let current = value;
  while (isRecord(current) && typeof current['$ref'] === 'string') current = at(current['$ref']);
  return current as T;
}

/** The pointer that a value finally stands at, given where it was written. */
export function landing(pointer: string): string {
  const value = at(pointer);
  return isRecord(value) && typeof value['$ref'] === 'string' ? landing(value['$ref']) : pointer;
}

export function step(pointer: string, ...names: string[]): string {
  return [pointer, ...names.map((name) => name.replaceAll('~', '~0').replaceAll('/', '~1'))].join('/');
}

function describe(operation: Operation): Subject {
  const pointer = step('#/paths', operation.path, operation.method);
  const raw = resolve<OpenAPIV3_1.OperationObject>(at(pointer));
  const item = resolve<OpenAPIV3_1.PathItemObject>(at(step('#/paths', operation.path)));
  const parameters = [...(item.parameters ?? []), ...(raw.parameters ?? [])].map((entry) => parameter(entry));
  const request = resolve<OpenAPIV3_1.RequestBodyObject | undefined>(raw.requestBody);
  const media = request?.content['application/json'];
  const replies = Object.keys(raw.responses ?? {}).map((status) =>
    reply(Number(status), landing(step(pointer, 'responses', status))),
  );
  return {
    id: operation.operationId as OperationId,
    operation,
    parameters,
    body: request &&
      media && {
        required: request.required ?? false,
        schema: media.schema as Schema,
        examples: examples(media.examples),
      },
    replies: new Map(replies.map((each) => [each.status, each])),
  };
}

function parameter(entry: unknown): Parameter {
  const { name, in: where, required, schema, example } = resolve<OpenAPIV3_1.ParameterObject>(entry);
  return {
    name,
    in: where as Parameter['in'],
    required: required ?? false,
    schema: schema as Schema,
    example,
  };
}

/** What a response promises, by the pointer at which it stands. */
export function reply(status: number, pointer: string): Reply {
  const raw = at(pointer) as OpenAPIV3_1.ResponseObject;
  const [mediaType] = Object.keys(raw.content ?? {});
  const headers = Object.keys(raw.headers ?? {}).map((name): HeaderPromise => {
    const where = landing(step(pointer, 'headers', name));
    const header = at(where) as OpenAPIV3_1.HeaderObject;
    return { name, required: header.required ?? false, schema: step(where, 'schema') };
  });
  return {
    status,
    mediaType,
    schema: mediaType === undefined ? undefined : step(pointer, 'content', mediaType, 'schema'),
    headers,
    examples: mediaType === undefined ? [] : examples(raw.content?.[mediaType]?.examples),
  };
}

function examples(map: OpenAPIV3_1.MediaTypeObject['examples']): NamedExample[] {
  return Object.entries(map ?? {}).map(([name, example]) => ({
    name,
    value: resolve<OpenAPIV3_1.ExampleObject>(example).value as unknown,
  }));
}

function at(pointer: string): unknown {
  if (!foundAt.has(pointer)) foundAt.set(pointer, followed(pointer));
  return foundAt.get(pointer);
}

function followed(pointer: string): unknown {
  const names = pointer.slice('#/'.length).split('/');
  return names.reduce<unknown>(
    (value, name) => (value as Record<string, unknown>)[name.replaceAll('~1', '/').replaceAll('~0', '~')],
    closedDocument,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
