import type { JSONSchema } from '../prism/json-schema.ts';
import type { PrismOperation } from '../prism/prism-operations.ts';

/** The value that the contract shows at a place of a request, such as `['body', 'phoneNumber']`, if it shows one. */
export function exampleAt({ resource }: PrismOperation, path: readonly string[]): unknown {
  const [part, ...names] = path;
  if (part === 'body') return bodyExample(resource.request?.body?.contents?.[0]?.schema as JSONSchema, names);
  if (part !== 'query' && part !== 'header') return undefined;
  const parameters = part === 'query' ? resource.request?.query : resource.request?.headers;
  const parameter = parameters?.find(({ name }) => name.toLowerCase() === names[0]?.toLowerCase());
  const example = parameter?.examples?.[0];
  return example && 'value' in example ? example.value : undefined;
}

function bodyExample(schema: JSONSchema | undefined, names: readonly string[]): unknown {
  let current = schema;
  for (const name of names) current = /^\d+$/.test(name) ? current?.items : current?.properties?.[name];
  return current?.examples?.[0];
}
