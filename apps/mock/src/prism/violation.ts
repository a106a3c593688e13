/** One thing about a request that contradicts the contract, as Prism says it. */
export interface Violation {
  /** Where: `body`, `query`, `header` or `path`, then the names that lead to it. */
  readonly path: readonly string[];
  /** Keyword of the schema that is not satisfied. */
  readonly keyword: string;
  /** Prism's sentence, in English. */
  readonly message: string;
}
