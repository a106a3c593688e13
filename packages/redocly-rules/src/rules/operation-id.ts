import { eachOperation } from '../operations.ts';
import type { Context, Location, Rule } from '../redocly.ts';

/** `verbs`: by method, the verbs that an operationId may begin with. */
export interface OperationIdOptions {
  readonly verbs: Readonly<Record<string, readonly string[]>>;
}

/** An operationId is a verb of its method and a noun, in camelCase; a webhook's begins with `on` and is its key. */
export const operationId: Rule<OperationIdOptions> = ({ verbs }) => {
  function report(context: Context, location: Location, message: string) {
    context.report({ message, location: location.child(['operationId']) });
  }
  return {
    ...eachOperation('Paths', ({ method, node, place }, context) => {
      const id = node['operationId'];
      if (typeof id !== 'string') return; // operation-operationId says so
      const [, verb, noun] = /^([a-z]+)((?:[A-Z][a-z0-9]*)+)$/.exec(id) ?? [];
      const allowed = verbs[method] ?? [];
      if (verb === undefined || noun === undefined) {
        report(
          context,
          place.location,
          `The operationId ${id} is not a verb and a noun in camelCase, such as getContact.`,
        );
      } else if (!allowed.includes(verb)) {
        const choice = allowed.length > 0 ? `begin it with ${allowed.join(', ')}` : `use another method`;
        report(
          context,
          place.location,
          `The operationId ${id} does not fit the method ${method}: ${choice}.`,
        );
      } else if (verb === 'list' && !noun.endsWith('s')) {
        report(
          context,
          place.location,
          `The operationId ${id} lists one thing: name many, or begin it with get.`,
        );
      }
    }),
    ...eachOperation('WebhooksMap', ({ key, node, place }, context) => {
      const id = String(node['operationId']);
      if (/^on(?:[A-Z][a-z0-9]*)+$/.test(id) && id === key) return;
      report(
        context,
        place.location,
        `The webhook ${key} has the operationId ${id}: begin both with on, and let them be the same.`,
      );
    }),
  };
};
