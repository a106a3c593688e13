import type { Operation } from '@atteny/contract';
import { RequestRefusal } from './refusal.ts';
import { unescaped } from './text.ts';

/** The operation that a method and a path belong to. */
export interface FoundOperation<Op extends Operation = Operation> {
  readonly operation: Op;
  /** Path parameters without their escapes; one that is no UTF-8 as it was sent: no identifier has a percent sign. */
  readonly params: Readonly<Record<string, string>>;
}

/**
 * Finds an operation by the contract and by nothing else: letter for letter, so that no other spelling of a path reaches
 * a handler.
 * @returns undefined for a path that no operation has
 * @throws RequestRefusal for a path that has other methods only; it names them in Allow
 */
export type FindOperation<Op extends Operation> = (
  method: string,
  path: string,
) => FoundOperation<Op> | undefined;

interface Route<Op> {
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly byMethod: Map<string, Op>;
}

export function operationFinder<Op extends Operation>(
  operations: readonly Op[],
  basePath: string,
): FindOperation<Op> {
  const routes = routesOf(operations, basePath);
  const fixed = new Map([...routes].filter(([, { names }]) => names.length === 0));
  const variable = [...routes.values()].filter(({ names }) => names.length > 0);
  return (method, path) => {
    const found = fixed.get(path);
    if (found !== undefined) return withMethod(found, method, []);
    for (const route of variable) {
      const match = route.pattern.exec(path);
      if (match !== null) return withMethod(route, method, match.slice(1));
    }
    return undefined;
  };
}

function withMethod<Op extends Operation>(
  route: Route<Op>,
  method: string,
  values: readonly string[],
): FoundOperation<Op> {
  const operation = route.byMethod.get(method);
  if (operation === undefined) {
    throw new RequestRefusal('methodNotAllowed', {
      headers: { Allow: [...route.byMethod.keys()].join(', ') },
    });
  }
  const params: Record<string, string> = {};
  for (const [index, name] of route.names.entries()) {
    const value = values[index] ?? '';
    params[name] = unescaped(value) ?? value;
  }
  return { operation, params };
}

function routesOf<Op extends Operation>(operations: readonly Op[], basePath: string): Map<string, Route<Op>> {
  const routes = new Map<string, Route<Op>>();
  for (const operation of operations) {
    const template = basePath + operation.path;
    const route = routes.get(template) ?? routeOf<Op>(template);
    route.byMethod.set(operation.method.toUpperCase(), operation);
    routes.set(template, route);
  }
  return routes;
}

function routeOf<Op>(template: string): Route<Op> {
  const fixed = template
    .split(/\{[^}]+\}/)
    .map((part) => part.replaceAll(/[.*+?^$(){}|[\]\\]/g, String.raw`\$&`));
  return {
    pattern: new RegExp(`^${fixed.join('([^/]+)')}$`),
    names: [...template.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name),
    byMethod: new Map(),
  };
}
