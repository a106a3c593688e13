import { eachOperation, type Operation } from '../operations.ts';
import type { Context, Rule } from '../redocly.ts';
import { isSource } from '../source.ts';

function check({ name, node, place }: Operation, context: Context) {
  if (isSource(node['x-atteny-source'])) return;
  context.report({
    message: `${name} does not say where it comes from: set x-atteny-source to documented or inferred.`,
    location: place.location.key(),
  });
}

/** Every operation and webhook says whether it is documented by the product or inferred. */
export const operationSource: Rule = () => ({
  ...eachOperation('Paths', check),
  ...eachOperation('WebhooksMap', check),
});
