import type { OpenAPIV3_1 } from 'openapi-types';
import openapiTypescript, { astToString } from 'openapi-typescript';

/** The TypeScript types of a bundled document: paths, operations, components, webhooks, and one name a schema. */
export async function typesOf(document: OpenAPIV3_1.Document): Promise<string> {
  const nodes = await openapiTypescript(JSON.stringify(document), {
    enumValues: true,
    // A property with a default is optional to whoever sends it; in replies `required` says what always comes.
    defaultNonNullable: false,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    silent: true,
  });
  return astToString(nodes);
}
