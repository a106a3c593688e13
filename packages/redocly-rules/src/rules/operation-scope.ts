import { eachOperation, type Operation } from '../operations.ts';
import { at, isMapping, items, type Place } from '../place.ts';
import type { Context, Rule } from '../redocly.ts';

/** `scheme`: the security scheme whose x-atteny-scopes lists the scopes there are. */
export interface OperationScopeOptions {
  readonly scheme: string;
}

function listed(context: Context, place: Place | undefined): string[] {
  return items(place).map((item) => String(at(context, item, 'name')?.node));
}

/**
 * Every operation names its scopes itself, out of those that the scheme lists (none: any valid credentials will do);
 * a webhook says that it takes no credentials; and each listed scope opens something.
 */
export const operationScope: Rule<OperationScopeOptions> = ({ scheme }) => {
  let scopes: Place | undefined;
  let declared: string[] = [];
  const used = new Set<string>();

  function check({ name, node, place }: Operation, context: Context) {
    const location = place.location.child(['security']);
    const [requirement, ...others] = Array.isArray(node['security']) ? node['security'] : [];
    const roles: unknown = isMapping(requirement) ? requirement[scheme] : undefined;
    if (
      others.length > 0 ||
      !isMapping(requirement) ||
      !Array.isArray(roles) ||
      Object.keys(requirement).length !== 1
    ) {
      context.report({
        message: `${name} does not name its scope: give it security with exactly one requirement, ${scheme}, and the scopes it needs.`,
        location: 'security' in node ? location : place.location.key(),
      });
      return;
    }
    for (const scope of roles.map(String)) {
      used.add(scope);
      if (declared.includes(scope)) continue;
      context.report({
        message: `${name} needs the scope ${scope}, which ${scheme} does not list: correct it, or add it to x-atteny-scopes.`,
        location: location.child([0, scheme]),
      });
    }
  }

  function checkWebhook({ name, node, place }: Operation, context: Context) {
    if (Array.isArray(node['security']) && node['security'].length === 0) return;
    context.report({
      message: `${name} is sent to a stranger's server without credentials of ours: set security to [].`,
      location: place.location.key(),
    });
  }

  return {
    Root: {
      enter(node, context) {
        const root = { node, location: context.location };
        scopes = at(context, root, 'components', 'securitySchemes', scheme, 'x-atteny-scopes');
        declared = listed(context, scopes);
      },
      leave(_, context) {
        for (const scope of declared.filter((name) => !used.has(name))) {
          context.report({
            message: `No operation needs the scope ${scope}: remove it from x-atteny-scopes, or use it.`,
            location: (scopes as Place).location,
          });
        }
      },
    },
    ...eachOperation('Paths', check),
    ...eachOperation('WebhooksMap', checkWebhook),
  };
};
