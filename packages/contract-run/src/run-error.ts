/** Something around the suite did not work; the message says what, and what to do. */
export class RunError extends Error {
  override readonly name = 'RunError';
}
