import { at, child, follow, isMapping, items, members, type Mapping, type Place } from './place.ts';
import type { Context, Visitor } from './redocly.ts';

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

export interface Operation {
  /** What messages call it: the operationId, or method and key where that is missing. */
  readonly name: string;
  readonly method: string;
  /** The path template, or the webhook's name. */
  readonly key: string;
  readonly place: Place;
  readonly node: Mapping;
  /** Its own parameters and those of its path, references followed. */
  readonly parameters: readonly Place[];
  /** By status, references not followed. */
  readonly responses: readonly (readonly [status: string, place: Place])[];
}

function operationsOf(context: Context, key: string, item: Place): Operation[] {
  return methods.flatMap((method) => {
    const place = child(item, method);
    if (!isMapping(place?.node)) return [];
    const id = place.node['operationId'];
    return {
      name: typeof id === 'string' ? id : `${method} ${key}`,
      method,
      key,
      place,
      node: place.node,
      parameters: [...items(child(item, 'parameters')), ...items(child(place, 'parameters'))].map(
        (parameter) => follow(context, parameter),
      ),
      responses: members(at(context, place, 'responses')),
    };
  });
}

/** A visitor that is called with each operation of one section of the document. */
export function eachOperation(
  section: 'Paths' | 'WebhooksMap',
  visit: (operation: Operation, context: Context) => void,
): Visitor {
  return {
    [section](node, context) {
      for (const [key, item] of members({ node, location: context.location })) {
        for (const operation of operationsOf(context, key, follow(context, item))) visit(operation, context);
      }
    },
  };
}
