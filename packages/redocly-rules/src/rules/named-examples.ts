import { isMapping, members, follow, child } from '../place.ts';
import type { Rule } from '../redocly.ts';

/** Every body, of a request or a response, has examples, each with a name, a summary and a value. */
export const namedExamples: Rule = () => ({
  MediaType(node, context) {
    if (!isMapping(node)) return;
    const place = { node, location: context.location };
    const examples = members(child(place, 'examples'));
    if (examples.length === 0) {
      context.report({
        message: `This body of type ${context.key} has no named example: add examples with a name, a summary and a value.`,
        location: ('example' in node ? place.location.child(['example']) : place.location).key(),
      });
    }
    for (const [name, raw] of examples) {
      const example = follow(context, raw);
      if (isMapping(example.node) && example.node['summary'] && 'value' in example.node) continue;
      context.report({
        message: `The example ${name} is not complete: give it a summary and a value.`,
        location: example.location.key(),
      });
    }
  },
});
