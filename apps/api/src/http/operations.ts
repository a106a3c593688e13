import type { Operation } from '@atteny/contract';
import { isText } from './escapes.ts';

export interface Match {
  readonly operation: Operation;
  readonly params: Record<string, string>;
}

/** A path that exists, but not with this method. */
export interface OtherMethods {
  readonly allow: string;
}

interface Route {
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly operations: Map<string, Operation>;
  readonly allow: string;
}

/**
 * Finds the operation of a method and a path by the contract and by nothing else: letter for letter, so that no
 * other spelling of a path reaches a handler.
 * @returns undefined for a path that no operation has.
 */
export type FindOperation = (method: string, path: string) => Match | OtherMethods | undefined;

export function operationFinder(
  operations: Readonly<Record<string, Operation>>,
  basePath: string,
): FindOperation {
  const routes = routesOf(Object.values(operations), basePath);
  const fixed = new Map<string, Route>();
  for (const [template, route] of routes) if (route.names.length === 0) fixed.set(template, route);
  const variable = [...routes.values()].filter((route) => route.names.length > 0);

  return (method, path) => {
    const found = fixed.get(path);
    if (found !== undefined) return judge(found, method, []);
    for (const route of variable) {
      const match = route.pattern.exec(path);
      if (match === null) continue;
      return judge(route, method, match.slice(1).map(decoded));
    }
    return undefined;
  };
}

function judge(route: Route, method: string, values: readonly string[]): Match | OtherMethods {
  const operation = route.operations.get(method);
  if (operation === undefined) return { allow: route.allow };
  return {
    operation,
    params: Object.fromEntries(route.names.map((name, index) => [name, values[index] ?? ''])),
  };
}

function routesOf(operations: readonly Operation[], basePath: string): Map<string, Route> {
  const routes = new Map<string, Route>();
  for (const operation of operations) {
    const template = basePath + operation.path;
    const known = routes.get(template)?.operations ?? new Map<string, Operation>();
    known.set(operation.method.toUpperCase(), operation);
    routes.set(template, {
      pattern: new RegExp(
        `^${template.replaceAll('.', String.raw`\.`).replaceAll(/\{[^}]+\}/g, '([^/]+)')}$`,
      ),
      names: [...template.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? ''),
      operations: known,
      allow: [...known.keys()].join(', '),
    });
  }
  return routes;
}

/** A segment without its escapes. One that is no UTF-8 stays as it is: no identifier has a percent sign. */
function decoded(segment: string): string {
  return isText(segment) ? decodeURIComponent(segment) : segment;
}
