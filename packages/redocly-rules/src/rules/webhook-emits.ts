import { eventOf } from '../events.ts';
import { eachOperation } from '../operations.ts';
import { at, items, members, follow } from '../place.ts';
import type { Rule } from '../redocly.ts';

/** What an operation says it causes (x-atteny-emits) are events of the document's webhooks. */
export const webhookEmits: Rule = () => {
  let events: string[] = [];
  return {
    Root(node, context) {
      const webhooks = at(context, { node, location: context.location }, 'webhooks');
      events = members(webhooks).flatMap(([, item]) => eventOf(context, follow(context, item)) ?? []);
    },
    ...eachOperation('Paths', ({ name, place }, context) => {
      const emits = at(context, place, 'x-atteny-emits');
      for (const event of items(emits)) {
        if (events.includes(String(event.node))) continue;
        context.report({
          message: `${name} emits ${String(event.node)}, which no webhook of this document sends: the events are ${events.join(', ') || 'none'}.`,
          location: event.location,
        });
      }
      if (emits && items(emits).length === 0) {
        context.report({
          message: `${name} emits nothing: list events, or remove x-atteny-emits.`,
          location: emits.location,
        });
      }
    }),
  };
};
