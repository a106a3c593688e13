import type { CompiledQuery } from 'kysely';
import type { Dialect, Executor } from './database.ts';

interface Compilable<Row> {
  compile(executor: Executor): CompiledQuery<Row>;
}

interface Built<Row> {
  readonly query: CompiledQuery<Row>;
  /** What stands in each place: the name of what is given, or a value that is always the same. */
  readonly places: readonly unknown[];
}

/**
 * A statement that is built at its first use and filled in at each: building it takes longer than sending it. It has one text,
 * so that which properties `given` has, and where they stand in it, must not depend on their values.
 */
export function builtOnce<Given extends object, Row>(
  build: (db: Executor, given: Given, dialect: Dialect) => Compilable<Row>,
) {
  const built = new Map<Dialect, Built<Row>>();
  return (scope: { readonly db: Executor; readonly dialect: Dialect }, given: Given): CompiledQuery<Row> => {
    let known = built.get(scope.dialect);
    if (known === undefined) {
      known = buildOf(build, scope, given);
      built.set(scope.dialect, known);
    }
    const values = given as Record<string, unknown>;
    const parameters = known.places.map((place) =>
      typeof place === 'symbol' ? values[place.description ?? ''] : place,
    );
    return { ...known.query, parameters };
  };
}

/** Symbols stand for what is given, until it is known where each of them went. */
function buildOf<Given extends object, Row>(
  build: (db: Executor, given: Given, dialect: Dialect) => Compilable<Row>,
  { db, dialect }: { readonly db: Executor; readonly dialect: Dialect },
  given: Given,
): Built<Row> {
  const marks = Object.fromEntries(Object.keys(given).map((name) => [name, Symbol(name)]));
  const query = build(db, marks as Given, dialect).compile(db);
  return { query, places: query.parameters };
}
