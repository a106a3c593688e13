import { isMapping, type Mapping } from '../place.ts';
import type { Rule } from '../redocly.ts';
import { isCondition } from '../schemas.ts';

/** What a schema of each type needs so that no value of it can be arbitrarily large. */
const bounds: Readonly<Record<string, readonly string[]>> = {
  string: ['maxLength'],
  array: ['maxItems'],
  integer: ['minimum', 'maximum'],
  number: ['minimum', 'maximum'],
};

function missing(schema: Mapping): string[] {
  if ('enum' in schema || 'const' in schema) return [];
  const types = [schema['type']].flat().map(String);
  const open = types.includes('object') && isMapping(schema['additionalProperties']) ? ['maxProperties'] : [];
  return [...types.flatMap((type) => bounds[type] ?? []), ...open].filter((keyword) => !(keyword in schema));
}

/** Nothing is unbounded: strings, arrays, numbers and maps say how large they can be. */
export const boundedSchemas: Rule = () => ({
  Schema(node, context) {
    if (!isMapping(node) || isCondition(context.location)) return;
    const keywords = missing(node);
    if (keywords.length === 0) return;
    context.report({
      message: `This ${[node['type']].flat().join(' or ')} has no bound: set ${keywords.join(' and ')}, or an enum.`,
      location: context.location.child(['type']),
    });
  },
});
