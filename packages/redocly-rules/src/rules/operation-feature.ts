import { basename } from 'node:path';
import { eachOperation } from '../operations.ts';
import { at, isMapping, items, members, type Place } from '../place.ts';
import type { Rule } from '../redocly.ts';

/** `plan`: name of the schema whose yes-or-no properties are the features that a plan may include. */
export interface OperationFeatureOptions {
  readonly plan: string;
}

interface Declared {
  readonly name: string;
  readonly place: Place;
  readonly feature: string | undefined;
  readonly scopes: readonly string[];
}

/**
 * A feature that an operation needs of the plan (x-atteny-feature) is a yes-or-no property of the plan; and of the
 * operations of one scope all need it, or none does.
 */
export const operationFeature: Rule<OperationFeatureOptions> = ({ plan }) => {
  const operations: Declared[] = [];
  let features: string[] = [];
  return {
    Schema(node, context) {
      const { source, pointer } = context.location;
      if (basename(source.absoluteRef) !== `${plan}.yaml` && !pointer.endsWith(`/${plan}`)) return;
      if (!isMapping(node) || node['properties'] === undefined) return;
      features = members(at(context, { node, location: context.location }, 'properties'))
        .filter(([, property]) => at(context, property, 'type')?.node === 'boolean')
        .map(([name]) => name);
    },
    ...eachOperation('Paths', ({ name, node, place }, context) => {
      const feature = node['x-atteny-feature'];
      const scopes = items(at(context, place, 'security')).flatMap((requirement) =>
        members(requirement).flatMap(([, roles]) => items(roles).map((role) => String(role.node))),
      );
      operations.push({ name, place, feature: typeof feature === 'string' ? feature : undefined, scopes });
    }),
    Root: {
      leave(_, context) {
        for (const { name, place, feature, scopes } of operations) {
          const location =
            feature === undefined ? place.location : place.location.child(['x-atteny-feature']);
          if (feature !== undefined && !features.includes(feature)) {
            context.report({
              message: `${name} needs the feature ${feature}, which ${plan} does not have: its features are ${features.join(', ') || 'none'}.`,
              location,
            });
          }
          for (const scope of scopes) {
            const first = operations.find((other) => other.scopes.includes(scope));
            if (first === undefined || first.feature === feature) continue;
            context.report({
              message: `${name} and ${first.name} share the scope ${scope}, and only one of them needs ${feature ?? first.feature}: give both the same x-atteny-feature.`,
              location,
            });
          }
        }
      },
    },
  };
};
