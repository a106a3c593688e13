/** The part of Redocly's plugin interface that the rules use; the CLI ships no types of its own. */

/** Where a node stands: a file and a JSON pointer in it. */
export interface Location {
  readonly source: { readonly absoluteRef: string };
  readonly pointer: string;
  child(path: readonly (string | number)[]): Location;
  /** The same place, reported on its key instead of its value. */
  key(): Location;
}

export interface Problem {
  readonly message: string;
  readonly location: Location;
}

export interface Context {
  readonly location: Location;
  readonly key: string | number;
  report(problem: Problem): void;
  /** Follows one `$ref`, as written in the file `from`. */
  resolve(node: unknown, from: string): { readonly node?: unknown; readonly location?: Location };
}

export type Visit = (node: unknown, context: Context) => void;

/** Node types to what is done there; a nested visitor acts only below the outer type. */
export interface Visitor {
  readonly [nodeType: string]: Visit | Visitor | { readonly enter?: Visit; readonly leave?: Visit };
}

/** A rule is called once a document, with what redocly.yaml says of it. */
export type Rule<Options = object> = (options: Options) => Visitor;
