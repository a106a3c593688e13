import type { OpenAPIV3_1 } from 'openapi-types';
import { operationsOf, target } from './document.ts';

type Schema = OpenAPIV3_1.SchemaObject | OpenAPIV3_1.ReferenceObject;

/** The value that the contract shows at a place of a request of an operation, such as `/body/phoneNumber`, if it shows one. */
export function examplesOf(document: OpenAPIV3_1.Document): (operationId: string, path: string) => unknown {
  const operations = new Map(operationsOf(document).map((operation) => [operation.operationId, operation]));
  return (operationId, path) => {
    const operation = operations.get(operationId);
    const [, part, ...names] = path.split('/');
    if (operation?.requestBody !== undefined && part === 'body') {
      const body = target(document, operation.requestBody);
      return inSchema(document, body.content['application/json']?.schema, names);
    }
    if (part !== 'query' && part !== 'headers') return undefined;
    const wanted = (names[0] ?? '').toLowerCase();
    const parameter = (operation?.parameters ?? [])
      .map((place) => target(document, place))
      .find(({ name }) => name.toLowerCase() === wanted);
    return parameter?.example ?? inSchema(document, parameter?.schema, []);
  };
}

function inSchema(
  document: OpenAPIV3_1.Document,
  place: Schema | undefined,
  names: readonly string[],
): unknown {
  let schema = place && target<OpenAPIV3_1.SchemaObject>(document, place);
  for (const name of names) {
    const next: Schema | undefined =
      schema !== undefined && 'items' in schema && /^\d+$/.test(name)
        ? schema.items
        : schema?.properties?.[name];
    schema = next && target<OpenAPIV3_1.SchemaObject>(document, next);
  }
  return schema?.examples?.[0];
}
