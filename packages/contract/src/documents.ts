import type { OpenAPIV3_1 } from 'openapi-types';
import consoleJson from './generated/console.json' with { type: 'json' };
import publicJson from './generated/public.json' with { type: 'json' };

/** The public contract in one piece: no reference leads out of it. Treat it as read-only; copy it to change it. */
export const publicDocument: OpenAPIV3_1.Document = document(publicJson);

/** The contract of the console and the sandbox in one piece. Treat it as read-only; copy it to change it. */
export const consoleDocument: OpenAPIV3_1.Document = document(consoleJson);

export { closeResponses } from './close-responses.ts';
export { numberAt, patternAt, resolve } from './references.ts';

/** The generator has linted it as OpenAPI; of the JSON the compiler knows only this one instance. */
function document(json: object): OpenAPIV3_1.Document {
  return json as OpenAPIV3_1.Document;
}
