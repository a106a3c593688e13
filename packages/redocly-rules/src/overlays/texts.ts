import type { JsonValue, Path } from 'jsonpath-rfc9535';

/** Keys whose value is prose for readers of the documentation. */
const prose = new Set(['title', 'summary', 'description', 'x-displayName', 'bearerFormat']);

/** What is said in the value of an example; the rest of it is data. */
const said = new Set(['error', 'message', 'content', 'description', 'responseBody']);

/** Keys whose value is data. */
const data = new Set(['value', 'example', 'default', 'const', 'enum']);

/** Keys whose value is a mapping from names of the document's own. */
const named = new Set(
  [
    'paths webhooks responses content headers examples links callbacks',
    'schemas parameters requestBodies securitySchemes pathItems',
    'properties patternProperties dependentSchemas $defs',
  ].flatMap((line) => line.split(' ')),
);

/** The name of a tag is an identifier; that of a group of tags is a heading. */
function isProse(path: Path, key: string): boolean {
  return prose.has(key) || (key === 'name' && path[0] === 'x-tagGroups');
}

export interface Text {
  readonly path: Path;
  readonly text: string;
}

/** Every text of an OpenAPI document that a reader of another language needs translated. */
export function textsOf(node: JsonValue, path: Path = [], isNamed = false): Text[] {
  if (typeof node !== 'object' || node === null) return [];
  if (Array.isArray(node)) return node.flatMap((item, index) => textsOf(item, [...path, index]));
  return Object.entries(node).flatMap(([key, child]) => {
    const here = [...path, key];
    if (isNamed) return textsOf(child, here);
    if (typeof child === 'string') return isProse(path, key) ? [{ path: here, text: child }] : [];
    if (key === 'value' && path.at(-2) === 'examples') return saidIn(child, here);
    // In a schema `examples` is a list of values; elsewhere it names Example Objects.
    if (data.has(key) || (key === 'examples' && Array.isArray(child))) return [];
    return textsOf(child, here, named.has(key) && !Array.isArray(child));
  });
}

function saidIn(node: JsonValue, path: Path): Text[] {
  if (typeof node !== 'object' || node === null) return [];
  if (Array.isArray(node)) return node.flatMap((item, index) => saidIn(item, [...path, index]));
  return Object.entries(node).flatMap(([key, child]) => {
    if (typeof child !== 'string') return saidIn(child, [...path, key]);
    // One word is a name or a code; a body that is JSON is data again.
    const isSentence = said.has(key) && child.includes(' ') && !child.startsWith('{');
    return isSentence ? [{ path: [...path, key], text: child }] : [];
  });
}
