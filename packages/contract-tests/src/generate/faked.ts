import { generateSync, type JsonSchema } from 'json-schema-faker';
import { closedDocument, resolve, type Schema } from '../contract/catalog.ts';
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
  const whole = withoutPatternsOfTimes({ ...schema, components: closedDocument.components }) as JsonSchema;
  // It gives up where a minimum of properties is due and chance picked none.
  const alwaysFakeOptionals = schema['minProperties'] !== undefined;
  return Array.from({ length: count }, (_none, index) =>
    withMs(
      generateSync(whole, { seed: seed + index, maxDepth, optionalsProbability: 0.5, alwaysFakeOptionals }),
    ),
  ).filter((value) => accepts(schema, value) && isSendable(value));
}

/** Its times are those of RFC 3339 at large; by a pattern alone it would write months such as 83. */
function withoutPatternsOfTimes(schema: object): object {
  return JSON.parse(
    JSON.stringify(schema, (_key, value: { format?: unknown } | null) =>
      value?.format === 'date-time' ? { ...value, pattern: undefined } : value,
    ),
  ) as object;
}

function withMs(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_key, part: unknown) =>
    typeof part === 'string' && /^[0-9-]{10}T[0-9:]{8}Z$/.test(part) ? part.replace('Z', '.000Z') : part,
  );
}

/** Half a surrogate pair cannot be written in UTF-8; JSON.stringify escapes it. */
function isSendable(value: unknown): boolean {
  return !/\\ud[89a-f]/i.test(JSON.stringify(value));
}
