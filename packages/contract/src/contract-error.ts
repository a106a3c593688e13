/** The contract cannot be read or contradicts itself. The message is meant for whoever edits spec/. */
export class ContractError extends Error {
  override readonly name = 'ContractError';
  readonly problems: readonly string[];

  /** @param problems one sentence each, beginning with `file:line:column` where that is known */
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}
