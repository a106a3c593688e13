import { at, child, follow, isMapping, members } from '../place.ts';
import type { Rule } from '../redocly.ts';

/** What generators stumble over in a schema: null among the values of an enum, integers of no size, defaults of properties. */
export const portableSchemas: Rule = () => ({
  Schema(node, context) {
    if (!isMapping(node)) return;
    const here = { node, location: context.location };
    const report = (key: string, message: string) =>
      context.report({ message, location: context.location.child([key]) });
    if (Array.isArray(node['enum']) && node['enum'].includes(null)) {
      report(
        'enum',
        "This enum holds null: leave it out, and use oneOf with type: 'null' where it can be null.",
      );
    }
    const types = [node['type']].flat();
    if (types.includes('integer') && node['format'] !== 'int32' && node['format'] !== 'int64') {
      report('type', 'This integer has no size: set format to int32 or int64.');
    }
    if (types.includes('array')) {
      const values = at(context, here, 'items', 'enum')?.node;
      if (Array.isArray(values) && node['maxItems'] !== values.length) {
        report(
          'type',
          `This list can hold each of ${values.length} values once: set maxItems to ${values.length}.`,
        );
      }
    }
    for (const [name, property] of members(child(here, 'properties'))) {
      if (
        !isMapping(property.node) ||
        !('default' in property.node || 'default' in Object(follow(context, property).node))
      ) {
        continue;
      }
      context.report({
        message: `The property ${name} has a default, which makes it required to some generators: say it in the description.`,
        location: property.location,
      });
    }
  },
});
