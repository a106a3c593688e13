import { isMapping } from '../place.ts';
import type { Context, Rule } from '../redocly.ts';

function check(what: string, node: unknown, context: Context) {
  if (!isMapping(node) || 'example' in node || 'examples' in node) return;
  context.report({
    message: `${what} has no example: add one, for the mock to answer with and readers to copy.`,
    location: context.location.key(),
  });
}

/** Every parameter and every header shows a value. */
export const shownValues: Rule = () => ({
  Parameter(node, context) {
    check(`The parameter ${isMapping(node) ? String(node['name']) : ''}`, node, context);
  },
  Header(node, context) {
    check(`The header ${context.key}`, node, context);
  },
});
