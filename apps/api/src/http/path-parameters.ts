import type { OpenAPIV3_1 } from 'openapi-types';

/** The pattern of every path parameter of a document, by its name. */
export function idPatterns(document: OpenAPIV3_1.Document): Map<string, RegExp> {
  const patterns = new Map<string, RegExp>();
  for (const parameter of parametersOf(document)) {
    if (parameter.in !== 'path' || parameter.schema === undefined) continue;
    const schema = '$ref' in parameter.schema ? referred(document, parameter.schema.$ref) : parameter.schema;
    if (schema.pattern !== undefined) patterns.set(parameter.name, new RegExp(schema.pattern, 'u'));
  }
  return patterns;
}

function parametersOf(document: OpenAPIV3_1.Document): OpenAPIV3_1.ParameterObject[] {
  const shared = Object.values(document.components?.parameters ?? {});
  const own = Object.values(document.paths ?? {}).flatMap((item) =>
    Object.values(item ?? {}).flatMap(
      (operation) => (operation as OpenAPIV3_1.OperationObject).parameters ?? [],
    ),
  );
  return [...shared, ...own].filter((parameter) => !('$ref' in parameter)) as OpenAPIV3_1.ParameterObject[];
}

function referred(document: OpenAPIV3_1.Document, reference: string): OpenAPIV3_1.SchemaObject {
  return document.components?.schemas?.[reference.split('/').at(-1) ?? ''] ?? {};
}
