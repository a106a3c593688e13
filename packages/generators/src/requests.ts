import type { OpenAPIV3_1 } from 'openapi-types';
import { publicOperations } from '@atteny/contract';
import { resolve } from '@atteny/contract/documents';

type Schema = OpenAPIV3_1.SchemaObject;
type Example = OpenAPIV3_1.ExampleObject | OpenAPIV3_1.ReferenceObject;

/** An operation as a caller sees it, with the values that the document shows. */
export interface Call {
  readonly operationId: string;
  readonly method: string;
  /** The template, such as `/contacts/{contactId}`. */
  readonly path: string;
  readonly pathValues: Readonly<Record<string, string>>;
  /** Whether it takes a query. */
  readonly query: boolean;
  /** Its own example of an `Idempotency-Key`, where it takes one. */
  readonly idempotencyKey: string | undefined;
  /** Named examples of its JSON body; empty where it takes none. */
  readonly examples: Readonly<Record<string, unknown>>;
  readonly bodySchema: Schema | undefined;
}

/** Every operation, in the order of the document. */
export function callsOf(document: OpenAPIV3_1.Document): Call[] {
  return Object.values(publicOperations).map(({ operationId, method, path }) => {
    const item: OpenAPIV3_1.PathItemObject = document.paths?.[path] ?? {};
    const operation: Partial<OpenAPIV3_1.OperationObject> = item[method] ?? {};
    const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((parameter) =>
      resolve<OpenAPIV3_1.ParameterObject>(document, parameter),
    );
    const shown = (where: string) =>
      Object.fromEntries(
        parameters.filter((one) => one.in === where).map(({ name, example }) => [name, String(example)]),
      );
    const body =
      operation.requestBody && resolve<OpenAPIV3_1.RequestBodyObject>(document, operation.requestBody);
    const media = body?.content['application/json'];
    const examples = Object.entries<Example>(media?.examples ?? {}).map(([name, example]) => [
      name,
      resolve<OpenAPIV3_1.ExampleObject>(document, example).value as unknown,
    ]);
    return {
      operationId,
      method,
      path,
      pathValues: shown('path'),
      query: parameters.some((one) => one.in === 'query'),
      idempotencyKey: shown('header')['Idempotency-Key'],
      examples: Object.fromEntries(examples) as Record<string, unknown>,
      bodySchema: media?.schema && resolve<Schema>(document, media.schema),
    };
  });
}

/** Path with its values, as it is sent. */
export function pathOf({ path, pathValues }: Call): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(pathValues[name] ?? ''));
}

/** The endpoint that the document's examples name; the demo world has it. */
export function exampleEndpoint(calls: readonly Call[]): string {
  const id = calls.map(({ pathValues }) => pathValues['webhookId']).find((value) => value !== undefined);
  if (id === undefined) throw new Error('No operation shows an endpoint.');
  return id;
}
