import { getHttpOperationsFromSpec } from '@stoplight/prism-http';
import type { IHttpOperation } from '@stoplight/types';
import type { OpenAPIV3_1 } from 'openapi-types';
import { generative } from './generative.ts';
import type { JSONSchema } from './json-schema.ts';

export interface PrismOperation {
  /** As Prism routes, judges and mocks it; the schemas of its responses are those to generate from. */
  readonly resource: IHttpOperation;
  /** Schema of the body by status, as the contract has it. */
  readonly schemas: ReadonlyMap<number, JSONSchema>;
}

/** By operationId. */
export type PrismOperations = ReadonlyMap<string, PrismOperation>;

/** The operations of a bundled document as Prism sees them. */
export async function prismOperations(document: OpenAPIV3_1.Document): Promise<PrismOperations> {
  // Prism follows the references in place.
  const resources = await getHttpOperationsFromSpec(structuredClone(document));
  return new Map(resources.map((resource) => [resource.iid ?? resource.id, prismOperation(resource)]));
}

function prismOperation(resource: IHttpOperation): PrismOperation {
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
  return { resource: { ...resource, responses }, schemas };
}
