/** The call was never made: an option, a parameter or the key given cannot be used. `option` names it. */
export class ConfigurationError extends TypeError {
  override readonly name = 'ConfigurationError';
  readonly option: string;

  constructor(option: string, problem: string) {
    super(`"${option}" ${problem}`);
    this.option = option;
  }
}
