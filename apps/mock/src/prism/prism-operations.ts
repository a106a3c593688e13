import type { OpenAPIV3_1 } from 'openapi-types';
import type { IHttpOperation } from '@stoplight/types';
// By its file: the package as a whole loads a generator of bodies, which few requests need.
import { getHttpOperationsFromSpec } from '@stoplight/prism-http/dist/utils/operations.js';
import { dereferenced } from './dereferenced.ts';
import { generative } from './generative.ts';
import type { JSONSchema } from './json-schema.ts';

export interface PrismOperation {
  /** As Prism validates requests: what they cannot bring is left out. */
  readonly requestSide: IHttpOperation;
  /** As Prism routes and mocks it; the schemas of its responses are those to generate from. */
  readonly resource: IHttpOperation;
  /** Schema of the body by status, as the contract has it. */
  readonly schemas: ReadonlyMap<number, JSONSchema>;
  /** All that it was made of, to tell whether it still holds. */
  readonly source: string;
}

/** By operationId. */
export type PrismOperations = ReadonlyMap<string, PrismOperation>;

const methods = ['get', 'put', 'post', 'patch', 'delete'] as const;

/**
 * The operations of a bundled document as Prism sees them.
 * @param earlier those of an earlier version: what is the same in both is taken over
 */
export async function prismOperations(
  document: OpenAPIV3_1.Document,
  earlier?: PrismOperations,
): Promise<PrismOperations> {
  const operations = new Map<string, PrismOperation>();
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const method of methods) {
      const operation = item?.[method];
      if (operation === undefined) continue;
      const alone = standingAlone(document, path, method, operation, item?.parameters);
      const source = JSON.stringify(alone);
      const id = operation.operationId ?? '';
      const known = earlier?.get(id);
      operations.set(id, known?.source === source ? known : await prismOperation(alone, source));
    }
  }
  return operations;
}

/** A document of one operation: of the whole one Prism would follow each reference anew. */
function standingAlone(
  document: OpenAPIV3_1.Document,
  path: string,
  method: (typeof methods)[number],
  operation: OpenAPIV3_1.OperationObject,
  parameters: OpenAPIV3_1.PathItemObject['parameters'],
): object {
  const { openapi, jsonSchemaDialect, info, security, components } = document;
  const item = { ...(parameters && { parameters }), [method]: operation };
  return dereferenced(document, {
    openapi,
    jsonSchemaDialect,
    info: { title: info.title, version: '' },
    ...(security && { security }),
    paths: { [path]: item },
    components: { securitySchemes: components?.securitySchemes ?? {} },
  });
}

async function prismOperation(alone: object, source: string): Promise<PrismOperation> {
  const [resource] = await getHttpOperationsFromSpec(structuredClone(alone));
  if (resource === undefined) throw new Error('Prism finds no operation.');
  const schemas = new Map<number, JSONSchema>();
  const responses = resource.responses.map((response) => ({
    ...response,
    contents: (response.contents ?? []).map((content) => {
      if (!content.schema) return content;
      const schema = content.schema as JSONSchema;
      schemas.set(Number(response.code), schema);
      return { ...content, schema: generative(schema) as typeof content.schema };
    }),
  }));
  return { requestSide: requestSideOf(resource), resource: { ...resource, responses }, schemas, source };
}

/** For an empty list of parameters, too, Prism takes the path apart. */
function requestSideOf(resource: IHttpOperation): IHttpOperation {
  const { request = {} } = resource;
  const brought = Object.entries(request).filter(([, part]) => !Array.isArray(part) || part.length > 0);
  return { ...resource, request: Object.fromEntries(brought) };
}
