import type { Operation } from '@atteny/contract';
import { askForBody, type Contents, type RequestReader } from '@atteny/request-reading';
import type { InputOf } from '../handler.ts';
import type { SchemaValidator } from './schema-validator.ts';
import type { Found } from './pipeline.ts';

/** A request of which everything that it says agrees with the contract. */
export type Validated<Stage extends Found = Found> = Stage & { readonly contents: Contents };

/** Reads a request and holds what it says against the contract: 415, 413, then 404 for an identifier that cannot be one, 400. */
export function requestValidation<Op extends Operation>(reader: RequestReader<Op>, schemas: SchemaValidator) {
  return async <Stage extends Found>(stage: Stage): Promise<Validated<Stage>> => {
    const { operation, request, response, exchange } = stage;
    const bytes = await reader.readBody(operation, request, () => askForBody(response));
    if (bytes !== undefined) exchange.rawBody = bytes;
    const contents = reader.read(stage, exchange.target.query, bytes);
    reader.refuse(operation, contents, await schemas.problemsOf(stage, contents));
    return { ...stage, contents };
  };
}

/** What a handler sees of a request, by the contract's types: reader and validator have held it to them. */
export function inputOf<Documented>({ request, params, contents }: Validated): InputOf<Documented> {
  const input: unknown = {
    params,
    query: contents.query,
    body: contents.body,
    header(name: string): string | undefined {
      const value = request.headers[name.toLowerCase()];
      return typeof value === 'string' ? value : undefined;
    },
  };
  return input as InputOf<Documented>;
}
