import { follow, isMapping, members } from '../place.ts';
import type { Rule } from '../redocly.ts';
import { asMapping, isCondition } from '../schemas.ts';

/** Every property of every schema is described, beside its `$ref` or in what that leads to. */
export const describedProperties: Rule = () => ({
  SchemaProperties(node, context) {
    if (isCondition(context.location)) return;
    for (const [name, property] of members({ node, location: context.location })) {
      const texts = [property.node, asMapping(follow(context, property))].map((schema) =>
        isMapping(schema) ? schema['description'] : undefined,
      );
      if (texts.some((text) => typeof text === 'string' && text.trim() !== '')) continue;
      context.report({
        message: `The property ${name} is not described: add a description that says what it is, and its unit if it has one.`,
        location: property.location.key(),
      });
    }
  },
});
