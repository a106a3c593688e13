import { at, isMapping, items } from '../place.ts';
import { eachOperation } from '../operations.ts';
import type { Rule } from '../redocly.ts';

/** An example of Idempotency-Key that two operations share makes the second call of an imported collection a conflict. */
export const ownIdempotencyKeys: Rule = () => {
  const seen = new Map<string, string>();
  return {
    ...eachOperation('Paths', ({ name, place }, context) => {
      for (const written of items(at(context, place, 'parameters'))) {
        const parameter = at(context, written);
        if (!parameter || !isMapping(parameter.node) || parameter.node['name'] !== 'Idempotency-Key') {
          continue;
        }
        const example = String(parameter.node['example']);
        const before = seen.get(example);
        seen.set(example, name);
        if (before === undefined) continue;
        context.report({
          message: `${name} shows the Idempotency-Key of ${before}: give each operation an example of its own.`,
          location: written.location,
        });
      }
    }),
  };
};
