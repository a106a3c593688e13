import { follow, isMapping, members } from '../place.ts';
import type { Rule } from '../redocly.ts';
import { asMapping, isCondition } from '../schemas.ts';
import { isSource } from '../source.ts';

/** Every property of every schema says whether it is documented by the product or inferred. */
export const propertySource: Rule = () => ({
  SchemaProperties(node, context) {
    if (isCondition(context.location)) return;
    for (const [name, property] of members({ node, location: context.location })) {
      const own = isMapping(property.node) ? property.node['x-atteny-source'] : undefined;
      if (isSource(own ?? asMapping(follow(context, property))['x-atteny-source'])) continue;
      context.report({
        message: `The property ${name} does not say where it comes from: set x-atteny-source to documented or inferred.`,
        location: property.location.key(),
      });
    }
  },
});
