import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { JSONSchema } from './json-schema.ts';

/** Tells whether a body that no example shows is what its schema asks for. One of its own for each version of the contract. */
export class ReplyCheck {
  readonly #ajv = formats.default(new Ajv2020({ strict: false }));
  readonly #compiled = new Map<JSONSchema, ValidateFunction>();

  holds(schema: JSONSchema, body: unknown): boolean {
    let validate = this.#compiled.get(schema);
    if (!validate) {
      validate = this.#ajv.compile(schema);
      this.#compiled.set(schema, validate);
    }
    return validate(body);
  }
}
