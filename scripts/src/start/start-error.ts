/** Why the parts cannot be started or went down, as a sentence for the person at the terminal. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
