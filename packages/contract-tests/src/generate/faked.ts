import { generateSync, type JsonSchema } from 'json-schema-faker';
import { judged, resolve, type Schema } from '../contract/catalog.ts';
import { accepts } from '../contract/validator.ts';

/** References of the contract nest, but not deeper than this. */
const maxDepth = 20;

/**
 * Values of a schema by json-schema-faker: another hand than fast-check's, with other habits. It misreads a keyword now
 * and then, so what the contract's own validator refuses is left out; the same seed gives the same values.
 */
export function fakedOf(written: Schema, { seed, count }: { seed: number; count: number }): unknown[] {
  const schema = resolve<Schema>(written);
  if (typeof schema === 'boolean') return [];
  const whole = { ...schema, components: judged.components } as unknown as JsonSchema;
  // It gives up where a minimum of properties is due and chance picked none.
  const alwaysFakeOptionals = schema['minProperties'] !== undefined;
  return Array.from({ length: count }, (_none, index) =>
    generateSync(whole, { seed: seed + index, maxDepth, optionalsProbability: 0.5, alwaysFakeOptionals }),
  ).filter((value) => accepts(schema, value) && isSendable(value));
}

/** Half a surrogate pair cannot be written in UTF-8; JSON.stringify escapes it. */
function isSendable(value: unknown): boolean {
  return !/\\ud[89a-f]/i.test(JSON.stringify(value));
}
